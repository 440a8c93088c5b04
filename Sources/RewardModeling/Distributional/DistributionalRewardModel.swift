import Networks
import Randomness
import Rollouts
import SandboxCore

/// Phase 3 by a network that gives each response a law of rewards, as people who are not alike would.
///
///     r(response) = scale · E[u(response)] + shift,    or of a quantile of u in the place of E
///
/// Distributional preference learning: Siththaranjan et al. 2023, arXiv:2312.08358. A network here has one scalar
/// head. The mean is read by it, as ``RewardReading`` says. All else is read off the language head after the last token: the
/// logits of a few words of the vocabulary, which nobody needs there, are as many linear heads more. The difference of
/// two is log σ²; those of K words are the log-odds of K atoms. So it is one network, one pass and one gradient. What the
/// logits of these words happen to be on average when the learning begins is taken off, and a quarter of them counts, so
/// that all responses begin with about the same law.
public struct DistributionalRewardModel: RewardModel {
  /// The form of the laws.
  public enum Form: Sendable, Hashable {
    /// Normal, with a mean and a variance of each response.
    case normal
    /// So many atoms, equally spaced from −`reach` to `reach` around a mean, in nats; they begin as a normal law of
    /// deviation 1.
    case atoms(count: Int, reach: Double)

    /// How many words of the vocabulary it takes.
    var wordCount: Int {
      switch self {
      case .normal: 2
      case .atoms(let count, _): count
      }
    }

    /// Where the atoms are, in nats from the mean.
    var offsets: [Double] {
      guard case .atoms(let count, let reach) = self else { return [] }
      return (0..<count).map { reach * (2 * Double($0) / Double(max(1, count - 1)) - 1) }
    }
  }

  /// What reads the sequences.
  public internal(set) var model: any LanguageModel
  /// How it learns.
  public var settings: SequenceRewardModel.Settings
  /// The form of the laws.
  public let form: Form
  /// The quantile that is the reward, in 0<..<1; `nil` is the mean. Low ones avoid what some people would hate.
  public let quantile: Double?
  /// What the reward is multiplied with.
  public internal(set) var scale = 1.0
  /// What is then added.
  public internal(set) var shift = 0.0
  /// What is taken off the logits of each word.
  var usual: [Double]
  var predictiveFit = 1.0

  /// A model that has not learnt yet; the parameters are the properties of the same names.
  public init(
    model: any LanguageModel, settings: SequenceRewardModel.Settings = .init(), form: Form,
    quantile: Double? = nil
  ) {
    precondition(
      model.vocabularyCount >= form.wordCount,
      "\(form.wordCount) words of a vocabulary of \(model.vocabularyCount)")
    self.model = model
    self.settings = settings
    self.form = form
    self.quantile = quantile
    usual = Array(repeating: 0, count: form.wordCount)
  }

  /// What a network says of one response: the mean, and the numbers of which the law's form is made.
  struct Reading: Sendable {
    var mean: Double
    /// log σ², or the log-odds of the atoms.
    var shape: [Double]
  }

  /// How much of a word's logit counts.
  static let share = 0.25

  var words: [Token] { (0..<form.wordCount).map { Token($0) } }

  func batch(_ responses: some Sequence<Response>) -> SequenceBatch {
    settings.reading == .lastToken
      ? .lastToken(of: responses, then: words) : .everyToken(of: responses, then: words)
  }

  func reading(
    of sequence: Int, in outputs: ReadOutputs, _ batch: SequenceBatch
  ) -> Reading {
    let reads = batch.readRange(of: sequence)
    let (tokens, last) = (reads.dropLast(words.count + 1), reads.upperBound - 1)
    var mean = 0.0
    if settings.reading == .lastToken { mean = Double(outputs.values[last]) }
    for read in tokens {
      mean += Double(outputs.logProbabilities[read])
      mean += Double(outputs.values[read + 1 < tokens.upperBound ? read + 1 : last])
    }
    let logits = words.indices.map {
      Self.share * Double(outputs.logProbabilities[tokens.upperBound + $0]) - usual[$0]
    }
    guard case .atoms = form else {
      return Reading(mean: mean, shape: [logits[1] - logits[0]])
    }
    return Reading(mean: mean, shape: zip(logits, form.offsets).map { $0 - $1 * $1 / 2 })
  }

  /// Hands the derivatives of a loss by a reading on to its reads.
  func spread(
    mean: Double, shape: [Double], over sequence: Int, of batch: SequenceBatch,
    into gradients: inout ReadGradients
  ) {
    let reads = batch.readRange(of: sequence)
    let (tokens, last) = (reads.dropLast(words.count + 1), reads.upperBound - 1)
    for read in reads {
      gradients.values[read] = 0
      gradients.logProbabilities[read] = 0
    }
    if settings.reading == .lastToken { gradients.values[last] = Float(mean) }
    for read in tokens {
      gradients.logProbabilities[read] = Float(mean)
      gradients.values[read + 1 < tokens.upperBound ? read + 1 : last] = Float(mean)
    }
    let byWord = form == .normal ? [-shape[0], shape[0]] : shape
    for (place, slope) in byWord.enumerated() {
      gradients.logProbabilities[tokens.upperBound + place] = Float(Self.share * slope)
    }
  }

  /// The law of each response, neither scaled nor shifted.
  public func distributions(for responses: [Response]) -> [RewardDistribution] {
    readings(of: model, on: responses, workspace: Workspace()).map { reading in
      switch form {
      case .normal: .normal(mean: reading.mean, logVariance: reading.shape[0])
      case .atoms:
        .atoms(
          mean: reading.mean, offsets: form.offsets,
          chances: DistributionalLoss.softmax(reading.shape))
      }
    }
  }

  func readings(
    of model: any LanguageModel, on responses: [Response], workspace: Workspace
  ) -> [Reading] {
    stride(from: 0, to: responses.count, by: 512).flatMap { first in
      let batch = batch(responses[first..<min(first + 512, responses.count)])
      let outputs = model.outputs(
        for: batch, heads: [.scalar, .language], workspace: workspace)
      return (0..<batch.sequenceCount).map { reading(of: $0, in: outputs, batch) }
    }
  }

  /// Shifts the scale so that these responses have mean 0, and sets its unit as the settings say.
  public mutating func normalize(on responses: [Response]) {
    (scale, shift) = (1, 0)
    (scale, shift) = RewardScale.normalizing(
      rewards(for: responses).map(\.value),
      deviation: settings.normalization.deviation(predictiveFit: predictiveFit))
  }

  /// The mean of each law, or its quantile.
  public func rewards(for responses: [Response]) -> [ProxyReward] {
    distributions(for: responses).map { law in
      ProxyReward(scale * (quantile.map(law.quantile) ?? law.mean) + shift)
    }
  }

  /// The network, where its own head is the reward: normal laws read by their mean.
  public var networks: [(model: any LanguageModel, scale: Double, shift: Double)] {
    form == .normal && quantile == nil ? [(model, scale, shift)] : []
  }

  /// How much of the spread of rewards is between responses, not among people.
  ///
  ///     r² = Var(E[u]) / (Var(E[u]) + E[Var u])
  ///
  /// Siththaranjan et al. 2023, arXiv:2312.08358, section 4: 1 where all people see alike, less where something
  /// hidden, such as who answers, decides.
  ///
  /// - Returns: in 0...1; `nil` of no responses.
  public func hiddenContextScore(on responses: [Response]) -> Double? {
    let laws = distributions(for: responses)
    guard !laws.isEmpty else { return nil }
    let means = laws.map(\.mean)
    let mean = means.reduce(0, +) / Double(means.count)
    let between = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(means.count)
    let within = laws.reduce(0) { $0 + $1.variance } / Double(laws.count)
    return between + within > 0 ? between / (between + within) : nil
  }
}
