import Foundation
import RewardModeling
import Testing

@Suite struct EvidenceLossTests {
  @Test func scoresCostHalfTheSquare() {
    #expect(ScoreLoss(reward: 0.7, score: 0.7).value == 0)
    #expect(ScoreLoss(reward: 2, score: 1).value == 0.5)
    #expect(ScoreLoss(reward: -1, score: 2).value == 4.5)
    #expect(ScoreLoss(reward: -1, score: 2).derivative == -3)
  }

  @Test(arguments: [-3.0, -0.4, 0.2, 2.5], [-1.0, 0, 1.5])
  func scoreSlopesAreDerivatives(reward: Double, score: Double) {
    func value(_ reward: Double) -> Double { ScoreLoss(reward: reward, score: score).value }
    let difference = (value(reward + 1e-5) - value(reward - 1e-5)) / 2e-5
    #expect(abs(ScoreLoss(reward: reward, score: score).derivative - difference) < 1e-8)
  }

  @Test(arguments: [0.0, 0.3, 1.0])
  func approvalsCostLogTwoAtTheThreshold(probability: Double) {
    let loss = ApprovalLoss(reward: 0.4, probability: probability, threshold: 0.4)
    #expect(abs(loss.value - log(2)) < 1e-15)
    #expect(abs(loss.derivative - (0.5 - probability)) < 1e-15)
  }

  @Test(arguments: [-3.0, -0.4, 0.2, 2.5], [0.0, 0.25, 1.0])
  func approvalSlopesAreDerivatives(reward: Double, probability: Double) {
    func formula(_ reward: Double, _ threshold: Double) -> Double {
      let sigmoid = 1 / (1 + exp(threshold - reward))
      return -probability * log(sigmoid) - (1 - probability) * log(1 - sigmoid)
    }
    let loss = ApprovalLoss(reward: reward, probability: probability, threshold: 0.5)
    #expect(abs(loss.value - formula(reward, 0.5)) < 1e-12)
    let byReward = (formula(reward + 1e-5, 0.5) - formula(reward - 1e-5, 0.5)) / 2e-5
    let byThreshold = (formula(reward, 0.5 + 1e-5) - formula(reward, 0.5 - 1e-5)) / 2e-5
    #expect(abs(loss.derivative - byReward) < 1e-8)
    #expect(abs(loss.derivative + byThreshold) < 1e-8)
  }
}
