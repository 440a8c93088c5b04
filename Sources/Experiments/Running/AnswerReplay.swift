import Annotators
import Networks
import Randomness
import SandboxCore

/// An answer of a finished run, explained: the campaign is run again with a witness beside the annotator.
///
/// The same scenario and seed give the same answers, whatever made them: tiredness, practice, an anchor, a
/// choice of questions by reward models. So nothing but answers needs to be kept.
public struct AnswerReplay: Sendable {
  /// What was run.
  public var experiment: Experiment
  /// The arm whose answer it is.
  public var arm: Arm
  /// The replication, from 0.
  public var number: Int

  /// The answers of one replication.
  public init(experiment: Experiment, arm: Arm, number: Int) {
    self.experiment = experiment
    self.arm = arm
    self.number = number
  }

  /// What becomes of an answer when it is given again.
  public enum Outcome: Sendable {
    /// Who answered, what was seen of it, and what the annotator was like.
    case seen(AnswerRecorder.AnswerTrace, by: any Annotator)
    /// Nobody of that name is in the crowd; these are.
    case nobody(names: [String])
    /// The annotator was not asked that question.
    case notAsked
  }

  /// Gives the answers again up to one.
  ///
  /// - Parameters:
  ///   - question: its id.
  ///   - annotator: the account's name.
  ///   - world: the arm's world.
  ///   - pretrained: the model that the run left.
  ///   - fineTuned: the model that the run left, which people were asked about.
  public func outcome<World: Environment>(
    ofQuestion question: Int, by annotator: String, in world: World,
    pretrained: any LanguageModel, fineTuned: any LanguageModel
  ) throws -> Outcome {
    // Conventional learning asks nobody.
    guard arm.settings.asksAnnotators else { return .notAsked }
    let replication = Replication(
      world: world, arm: arm, number: number,
      stream: RandomStream(seed: experiment.seed).child("replication").child(number),
      report: { _ in })
    var pool = try replication.pool(judging: fineTuned)
    guard let place = pool.members.firstIndex(where: { $0.annotator.name == annotator }) else {
      return .nobody(names: pool.members.map(\.annotator.name))
    }
    pool.members[place].annotator = AnswerRecorder(
      of: pool.members[place].annotator, question: question)
    _ = try replication.campaign(about: fineTuned, pretrained: pretrained, of: &pool)
    guard let witness = pool.members[place].annotator as? AnswerRecorder,
      let testimony = witness.testimony
    else { return .notAsked }
    return .seen(testimony, by: witness.annotator)
  }
}
