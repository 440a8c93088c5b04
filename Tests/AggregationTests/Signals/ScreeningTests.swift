import Randomness
import SandboxCore
import Testing

@testable import Aggregation

@Suite struct ScreeningTests {
  private let stream = RandomStream(seed: 43)

  /// Eight people who mean well, and p8 and p9 who invert; everybody has also rated a response.
  private func answers(trolls: Bool = true) -> [Judgement] {
    let compared = crowd(
      questions: 60, accuracies: [Double](repeating: 0.9, count: 8) + [0.1, 0.1], seed: 12
    ).judgements
    let rated = (0..<10).map { person in
      Judgement.of(["a b c"], .rating, id: 100, by: "p\(person)", .rating(5))
    }
    return (compared + rated).map { judgement in
      var judgement = judgement
      let isTroll = ["p8", "p9"].contains(judgement.annotator)
      judgement.isAdversarial = trolls && isTroll
      return judgement
    }
  }

  private func screening(_ share: Double, by defence: any Defence = MajorityAgreement())
    -> Screening
  {
    Screening(defence, trimmedShare: share, using: stream)
  }

  /// Of 60 questions an honest person agrees with the majority on about 54, a troll on 6: the trolls come
  /// first. All that they said goes with them.
  @Test func trollsGoFirst() throws {
    for defence in [MajorityAgreement(), ReliabilityCheck()] as [any Defence] {
      let outcome = try screening(0.2, by: defence).screen(FeedbackDataset(answers()))
      #expect(Set(outcome.excluded) == ["p8", "p9"])
      #expect(outcome.area == 1)
      let honest = FeedbackDataset(answers()).filter { !["p8", "p9"].contains($0.annotator) }
      #expect(outcome.judgements == honest)
    }
  }

  @Test func theShareSaysHowMany() throws {
    for (share, count) in [(0, 0), (0.1, 1), (0.15, 1), (0.5, 5), (1, 10)] {
      let outcome = try screening(share).screen(FeedbackDataset(answers()))
      #expect(outcome.excluded.count == count)
      #expect(Set(outcome.judgements.map(\.annotator)).count == 10 - count)
      // The area is that of the suspicion, whoever is left out.
      #expect(outcome.area == 1)
    }
  }

  /// Without trolls there is nothing to be told apart.
  @Test func anAreaNeedsBothKinds() throws {
    let outcome = try screening(0.2).screen(FeedbackDataset(answers(trolls: false)))
    #expect(outcome.area == nil && outcome.excluded.count == 2)
  }

  @Test func withoutComparisonsNobodyGoes() throws {
    let ratings = FeedbackDataset(answers()).filter { $0.question.channel == .rating }
    for judgements in [[], ratings] {
      let outcome = try screening(0.5).screen(judgements)
      #expect(outcome.judgements == judgements && outcome.excluded == [] && outcome.area == nil)
    }
  }
}
