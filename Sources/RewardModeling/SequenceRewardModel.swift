import Networks
import Randomness
import Rollouts
import SandboxCore

/// Phase 3: a language model that is read as a reward, by default by its scalar head after the last token.
///
///     r(response) = scale · scalar(sequence) + shift
///
/// ``RewardReading`` says where else it may be read. It starts from the fine-tuned model, learns from preferences by ``BradleyTerryLoss`` (Ouyang et
/// al. 2022, arXiv:2203.02155, eq. 1), from scores and approvals likewise, and is then shifted to
/// mean 0 on responses of the fine-tuned policy (Stiennon et al. 2020, arXiv:2009.01325). A
/// preference fixes only differences of rewards, and a policy is moved by nothing else, so shifting
/// costs nothing.
public struct SequenceRewardModel: RewardModel {
  /// What reads the sequences. With a linear scalar head, `scale` and `shift` can be folded into
  /// it.
  public internal(set) var model: any LanguageModel
  /// How it learns.
  public var settings: Settings
  /// What the scalar is multiplied with, ≥ 0; 1 unless ``Settings/Normalization`` sets a unit.
  public internal(set) var scale: Double
  /// How surely what it has learnt predicts answers that it had not learnt from yet, in 0..<1
  /// (``PredictiveFit``); 1 before it has learnt anything.
  var predictiveFit = 1.0
  /// What is then added, in reward-model units.
  public internal(set) var shift: Double

  /// A reward model that starts from a language model, usually the fine-tuned one.
  ///
  /// - Parameters:
  ///   - model: copied; its scalar head is trained from where it is.
  ///   - settings: how it learns.
  ///   - scale: 1, unless a normalised model is being restored.
  ///   - shift: 0, unless a normalised model is being restored.
  public init(
    model: any LanguageModel, settings: Settings = Settings(), scale: Double = 1, shift: Double = 0
  ) {
    self.model = model
    self.settings = settings
    self.scale = scale
    self.shift = shift
  }

  /// Learns from evidence, in place.
  ///
  ///     preferences   L = −μ log σ(r₁ − r₂) − (1 − μ) log σ(r₂ − r₁)    ``BradleyTerryLoss``
  ///     scores        L = ½ (r − s)²                                    ``ScoreLoss``
  ///     approvals     L = −p log σ(r − t) − (1 − p) log σ(t − r)        ``ApprovalLoss``
  ///
  /// Each epoch goes through all of it in one shuffled order, in batches of one kind each; a step
  /// goes down the mean loss of its batch, weighted by the pieces' weights. The threshold t is 0,
  /// where the model's own level can take its place; it is learnt beside scores, whose 0 is
  /// another: the average response, where t is the one that half the people accept.
  ///
  /// The report has for each step `gradient_norm`, `learning_rate` and, by the kind of its batch,
  /// `loss`, `score_loss` or `approval_loss`; after each epoch `accuracy` and `approval_accuracy`
  /// (of that epoch's pieces, before each was learnt from). Where a share is held out, after each
  /// epoch also `held_out_loss`, `held_out_score_loss` and `held_out_approval_loss`,
  /// `held_out_accuracy`, `held_out_approval_accuracy` (t decides), and `held_out_score_accuracy`:
  /// the share of pairs of scored responses, of the same prompt if there are such, that are ordered
  /// as their scores. Of a kind that is not there nothing is reported. Losses are in nats a piece.
  /// Where people are divided (μ or p is ½) a piece counts in losses, not in accuracies; equal
  /// rewards are half right.
  ///
  /// - Throws: ``TrainingFailure`` when a number stops being finite; `CancellationError`.
  public mutating func fit(
    to evidence: TrainingExamples, using stream: RandomStream
  ) throws -> TrainingReport {
    var training = training(on: evidence, using: stream)
    return try training.finish(leaving: &self)
  }

  /// The same, to be advanced epoch by epoch.
  public func training(on evidence: TrainingExamples, using stream: RandomStream) -> Training {
    precondition(!evidence.isEmpty, "a reward model needs at least one piece of evidence")
    let (training, heldOut) = ExampleSampler(evidence).split(
      heldOutShare: settings.heldOutShare, using: stream.child("held-out"))
    return Training(self, on: training, heldOut: heldOut, using: stream)
  }

  /// Shifts the scale so that these responses have mean 0, and sets its unit as
  /// ``Settings/Normalization`` says.
  public mutating func normalize(on responses: [Response]) {
    (scale, shift) = (1, 0)
    (scale, shift) = RewardScale.normalizing(
      rewards(for: responses).map(\.value),
      deviation: settings.normalization.deviation(predictiveFit: predictiveFit))
  }

  /// The model, its scale and shift.
  public var networks: [(model: any LanguageModel, scale: Double, shift: Double)] {
    [(model, scale, shift)]
  }

  /// What the model believes each response is worth.
  public func rewards(for responses: [Response]) -> [ProxyReward] {
    read(responses) { sequence, outputs, batch in
      ProxyReward(scale * settings.reading.reward(of: sequence, in: outputs, batch) + shift)
    }
  }

  /// What each of the agent's tokens adds to the reward, where every token is read; the shift is shared
  /// among them equally.
  public func tokenRewards(for responses: [Response]) -> [[Double]]? {
    guard settings.reading == .everyToken else { return nil }
    return read(responses) { sequence, outputs, batch in
      let tokens = settings.reading.tokenRewards(of: sequence, in: outputs, batch)
      let share = shift / Double(max(1, tokens.count))
      return tokens.map { scale * $0 + share }
    }
  }

  /// Reads responses, each once however often it is there, in blocks so that memory stays bounded.
  private func read<Value>(
    _ all: [Response],
    value: (_ sequence: Int, _ outputs: ReadOutputs, _ batch: SequenceBatch) -> Value
  ) -> [Value] {
    let workspace = Workspace()
    var places: [Response: Int] = [:]
    var responses: [Response] = []
    let placeOf = all.map { response in
      if let place = places[response] { return place }
      places[response] = responses.count
      responses.append(response)
      return responses.count - 1
    }
    var values: [Value] = []
    values.reserveCapacity(responses.count)
    for first in stride(from: 0, to: responses.count, by: 512) {
      let batch = settings.reading.batch(responses[first..<min(first + 512, responses.count)])
      let outputs = model.outputs(
        for: batch, heads: settings.reading.heads, workspace: workspace)
      for sequence in 0..<batch.sequenceCount { values.append(value(sequence, outputs, batch)) }
    }
    return placeOf.map { values[$0] }
  }
}
