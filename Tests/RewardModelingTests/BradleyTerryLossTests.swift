import Foundation
import RewardModeling
import Testing

@Suite struct BradleyTerryLossTests {
  @Test(arguments: [0.5, 0.7, 1.0])
  func isLogTwoWithoutAGap(probability: Double) {
    let loss = BradleyTerryLoss(gap: 0, probability: probability)
    #expect(abs(loss.value - log(2)) < 1e-15)
    #expect(abs(loss.derivative - (0.5 - probability)) < 1e-15)
  }

  @Test(arguments: [-3.0, -0.4, 0.2, 2.5], [0.5, 0.8, 1.0])
  func agreesWithTheFormulaAndItsDerivative(gap: Double, probability: Double) {
    func formula(_ gap: Double) -> Double {
      let sigmoid = 1 / (1 + exp(-gap))
      return -probability * log(sigmoid) - (1 - probability) * log(1 - sigmoid)
    }
    let loss = BradleyTerryLoss(gap: gap, probability: probability)
    #expect(abs(loss.value - formula(gap)) < 1e-12)
    let difference = (formula(gap + 1e-5) - formula(gap - 1e-5)) / 2e-5
    #expect(abs(loss.derivative - difference) < 1e-8)
  }

  @Test func staysFiniteForAbsurdGaps() {
    #expect(BradleyTerryLoss(gap: -1000, probability: 1).value == 1000)
    #expect(BradleyTerryLoss(gap: 1000, probability: 1).value == 0)
    #expect(BradleyTerryLoss(gap: -1000, probability: 1).derivative == -1)
  }
}
