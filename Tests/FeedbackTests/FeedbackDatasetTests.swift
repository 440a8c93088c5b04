import Feedback
import Randomness
import SandboxCore
import SandboxTestSupport
import Testing

@Suite struct FeedbackDatasetTests {
  /// 200 questions, three answers each, by ten people.
  private static let answers: FeedbackDataset = {
    var pool = AnnotatorPool.scripted(10)
    var settings = CampaignSettings()
    settings.annotatorsPerQuestion = 3
    return FeedbackCampaign(settings: settings).ask(
      CampaignFixture.comparisons(0..<200), of: &pool, using: CampaignFixture.stream
    ).judgements
  }()

  @Test func viewsAreTheAnswersThemselves() {
    let answers = Self.answers
    #expect(answers.count == 600 && answers[3] == answers.judgements[3])
    #expect(answers.annotators.sorted() == (0..<10).map { "p\($0)" })
    #expect(answers.annotators.first == answers.first?.annotator)
    #expect(answers.rounds == [0] && answers.channels == [.comparison])
    let parts = answers.annotators.map(answers.answers(of:))
    #expect(parts.allSatisfy { $0.annotators.count == 1 })
    #expect(parts.reduce(0) { $0 + $1.count } == 600)
    #expect(answers.groups.map { answers.answers(ofGroup: $0).count }.reduce(0, +) == 600)
    #expect(answers.answers(inRound: 1).isEmpty && answers.answers(of: "nobody") == [])
  }

  @Test(arguments: FeedbackDataset.Unit.allCases)
  func aSplitHoldsOutWholeUnits(unit: FeedbackDataset.Unit) {
    // The fixture asks about few prompts: here every question has its own.
    let answers = FeedbackDataset(
      Self.answers.map { judgement in
        var judgement = judgement
        judgement.question.prompt.id = judgement.question.id
        return judgement
      })
    let (training, heldOut) = answers.split(
      heldOutShare: 0.2, by: unit, using: RandomStream(seed: 1))
    func units(_ part: FeedbackDataset) -> Set<String> {
      Set(part.map { unit == .prompt ? "\($0.question.prompt.id)" : $0.annotator })
    }
    #expect(units(training).isDisjoint(with: units(heldOut)))
    #expect(training.count + heldOut.count == 600)
    // A prompt has 3 answers, a person about 60.
    #expect(abs(heldOut.count - 120) <= (unit == .prompt ? 2 : 40))
    // Both parts keep the order.
    #expect(training.map(\.question.id) == training.map(\.question.id).sorted())
    #expect(
      answers.filter {
        !units(heldOut).contains(
          unit == .prompt ? "\($0.question.prompt.id)" : $0.annotator)
      } == training)
  }
}
