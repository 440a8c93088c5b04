import Foundation
import SandboxCore
import SandboxTestSupport
import Testing

@testable import Feedback

@Suite struct QuestionSelectionTests {
  private let prompt = Prompt(id: 0, tokens: [0], family: "f", topic: "t")

  /// A question about responses of these tokens.
  private func question(_ channel: Channel, _ responses: [[Token]], id: Int) -> Question {
    Question(
      id: id, channel: channel, prompt: prompt,
      items: responses.map {
        Episode(
          response: Response(prompt: prompt, written: $0, ending: .terminated),
          attributes: Attributes([]), gold: GoldReward(0))
      })
  }

  /// Each model gives a response the reward that stands in its table under the first token.
  private func models(_ tables: [[Double]]) -> QuestionSelection.Predictions {
    { responses in tables.map { table in responses.map { table[Int($0.continuation[0])] } } }
  }

  private func ids(_ chosen: (questions: [Question], strategy: String)) -> [Int] {
    chosen.questions.map(\.id)
  }

  @Test func uncertainIsThePairWithTheLeastPredictedGap() {
    let pairs = [[0, 3], [0, 1], [1, 3], [2, 3]].enumerated().map {
      question(.comparison, $1.map { [Token($0)] }, id: $0)
    }
    // Mean rewards 0, 2, 3, 3.5: gaps 3.5, 2, 1.5, 0.5.
    let predictions = models([[0, 2, 2, 4], [0, 2, 4, 3]])
    let chosen = UncertaintySelection().choose(2, from: pairs, predictions: predictions)
    #expect(ids(chosen) == [2, 3] && chosen.strategy == "uncertainty")
    #expect(
      ids(UncertaintySelection().choose(1, from: pairs, predictions: predictions)) == [3])
  }

  @Test func uncertainIsTheSingleResponseNearestToTheMiddle() {
    let singles = (0..<5).map { question(.rating, [[Token($0)]], id: $0) }
    let predictions = models([[-9, 1, 2, 3, 10]])
    #expect(
      ids(UncertaintySelection().choose(3, from: singles, predictions: predictions))
        == [1, 2, 3])
  }

  @Test func modelsDisagreeWhereTheirProbabilitiesDiffer() {
    let pairs = [[0, 1], [2, 3], [4, 5]].enumerated().map {
      question(.comparison, $1.map { [Token($0)] }, id: $0)
    }
    // Gaps of the two models: 9 and 19, both sure; 1 and −1; 0 and 0.5.
    let predictions = models([[9, 0, 1, 0, 0, 0], [19, 0, -1, 0, 0.5, 0]])
    #expect(
      ids(DisagreementSelection().choose(1, from: pairs, predictions: predictions)) == [1])
    #expect(
      ids(DisagreementSelection().choose(2, from: pairs, predictions: predictions))
        == [1, 2], "by probability: 9 against 19 is no disagreement")
  }

  /// σ(1) = 0.731059, σ(−1) = 0.268941: their standard deviation is half the difference.
  @Test func disagreementIsTheStandardDeviationOfTheProbability() {
    let spread = DisagreementSelection.spread([[[1, 0]], [[-1, 0]]])
    #expect(abs(spread[0] - 0.231059) < 1e-6)
  }

  @Test func singlesDisagreeByTheSpreadOfTheirRewards() {
    let singles = (0..<3).map { question(.rating, [[Token($0)]], id: $0) }
    let predictions = models([[0, 5, 1], [1, -5, 1]])
    #expect(
      ids(DisagreementSelection().choose(1, from: singles, predictions: predictions)) == [1])
  }

  @Test func rankingsGoByTheMeanOverTheirPairs() {
    let rankings = [[0, 1, 2], [3, 4, 5]].enumerated().map {
      question(.ranking, $1.map { [Token($0)] }, id: $0)
    }
    // Gaps 1, 1, 2 against 1, 4, 5.
    let predictions = models([[0, 1, 2, 0, 1, 5]])
    #expect(
      ids(UncertaintySelection().choose(1, from: rankings, predictions: predictions)) == [0])
  }

  @Test func whereThereIsNothingToGoByItIsRandom() {
    let pairs = (0..<6).map { question(.comparison, [[Token($0)], [0, 1]], id: $0) }
    let random = RandomSelection().choose(2, from: pairs)
    #expect(ids(random) == [0, 1] && random.strategy == "random")
    for selection in [UncertaintySelection(), DisagreementSelection()] as [any QuestionSelection] {
      let blind = selection.choose(2, from: pairs)
      #expect(ids(blind) == [0, 1] && blind.strategy == "random")
    }
    let one = models([[0, 1, 2, 3, 4, 5]])
    #expect(
      DisagreementSelection().choose(2, from: pairs, predictions: one).strategy == "random",
      "one model disagrees with nobody")
  }

  @Test func diversityTakesTheFarthest() {
    // Three clusters: of 1s, of 2s and of 3s; whoever takes three takes one of each.
    let words: [[Token]] = [[1, 1, 1], [1, 1, 4], [2, 2, 2], [1, 1, 1], [2, 2, 4], [3, 3, 3]]
    let singles = words.enumerated().map { question(.rating, [$1], id: $0) }
    let chosen = DiversitySelection().choose(3, from: singles)
    #expect(ids(chosen) == [0, 2, 5] && chosen.strategy == "diversity")
  }

  /// Squared distances from the first point: 18 to the second, 2 to the third, which is then √8 from it.
  @Test func centresAreChosenGreedily() {
    let points = [[1, 1, 1], [2, 2, 2], [1, 1, 2]].map {
      TokenCounts(question(.rating, [$0], id: 0))
    }
    #expect(points[0].square == 9 && points[2].square == 5)
    #expect(KCenter.chosen(3, from: points) == [0, 1, 2])
  }

  @Test func channelsKeepTheirShares() {
    let questions = (0..<40).map { id in
      id % 4 == 0
        ? question(.rating, [[Token(id % 7)]], id: id)
        : question(.comparison, [[Token(id % 7)], [Token((id + 1) % 7), 1]], id: id)
    }
    let table = (0..<7).map { Double($0 * $0 % 5) }
    for selection in QuestionSelections.all {
      let chosen = selection.choose(
        20, from: questions, predictions: models([table, table.reversed()])
      ).questions
      #expect(chosen.count { $0.channel == .rating } == 5 && chosen.count == 20)
      #expect(chosen.map(\.id) == chosen.map(\.id).sorted())
    }
  }

  @Test func theListSaysWhatEachNeeds() {
    let all = QuestionSelections.all
    #expect(all.map(\.name) == ["random", "uncertainty", "disagreement", "diversity"])
    #expect(all.map(\.needs) == [.nothing, .rewardModel, .rewardModels, .candidates])
    #expect(all.map(\.needs.arePredictions) == [false, true, true, false])
    #expect(all.allSatisfy { QuestionSelections.all.named($0.name).summary == $0.summary })
    #expect(FeedbackSettings().selection == all[0].name)
  }
}
