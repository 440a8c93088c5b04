import Networks
import Randomness
import SandboxCore

extension DistributionalRewardModel {
  /// Learns from preferences by ``DistributionalLoss``; rankings count as their pairs.
  ///
  /// The report has for each step `loss`, `gradient_norm` and `learning_rate`; after each epoch `accuracy` (of means, before each was
  /// learnt from), `held_out_loss` and `held_out_accuracy`, as ``SequenceRewardModel/fit(to:using:)`` reports them.
  ///
  /// - Throws: ``TrainingFailure`` when a number stops being finite; `CancellationError`.
  public mutating func fit(
    to evidence: TrainingExamples, using stream: RandomStream
  ) throws -> TrainingReport {
    let (training, heldOut) = ExampleSampler(
      TrainingExamples(
        preferences: evidence.preferences + evidence.rankings.flatMap(\.pairs))
    ).split(heldOutShare: settings.heldOutShare, using: stream.child("held-out"))
    let workspace = Workspace()
    let deck = ExampleSampler(training)
    settle(on: training.preferences, workspace: workspace)
    let beginning = model
    var fit = PredictiveFit()
    let isPredicting = settings.normalization == .predictiveFit
    var stepper = GradientStepper(
      model,
      settings: AdamW.Settings(
        weightDecay: settings.weightDecay, maxGradNorm: settings.maxGradNorm),
      schedule: LearningRateSchedule(
        peak: settings.learningRate, warmUpSteps: settings.warmUpSteps, shape: settings.schedule),
      scheduleLength: deck.batchCount(size: settings.batchSize) * settings.epochs)
    var report = TrainingReport()
    var time = 0
    for epoch in 0..<settings.epochs {
      var shuffling = stream.child("order").child(epoch)
      var score = FitScore()
      for batch in deck.batches(
        order: shuffling.permutation(training.count), size: settings.batchSize)
      {
        try Task.checkCancellation()
        let pairs = batch.preferences
        let readings = stepper.accumulate(model) { model, gradient in
          accumulate(pairs, of: model, into: &gradient, workspace: workspace)
        }
        let own = add(pairs, readings, to: &score)
        try report.record("loss", at: time, own, in: RewardLearner.phase)
        if isPredicting, epoch == 0 {
          count(pairs, readings, beginning, isLearnt: true, workspace: workspace, in: &fit)
        }
        let norm = stepper.step(&model, at: time)
        try report.record("gradient_norm", at: time, norm, in: RewardLearner.phase)
        report.record("learning_rate", at: time, stepper.learningRate(at: time))
        time += 1
      }
      if let accuracy = score.accuracy { report.record("accuracy", at: time - 1, accuracy) }
      let test = readings(
        of: model, on: heldOut.preferences.flatMap(\.responses), workspace: workspace)
      var heldOutScore = FitScore()
      _ = add(heldOut.preferences, test, to: &heldOutScore)
      if let loss = heldOutScore.loss {
        try report.record("held_out_loss", at: time - 1, loss, in: RewardLearner.phase)
      }
      if let accuracy = heldOutScore.accuracy {
        report.record("held_out_accuracy", at: time - 1, accuracy)
      }
      if isPredicting, epoch == 0 {
        count(
          heldOut.preferences, test, beginning, isLearnt: false, workspace: workspace, in: &fit)
        predictiveFit = fit.share
        report.record("predictive_fit", at: time - 1, fit.share)
      }
    }
    return report
  }

  /// Takes off the logits of the words what they are on average.
  private mutating func settle(on pairs: [Preference], workspace: Workspace) {
    (scale, shift, predictiveFit) = (1, 0, 1)
    let responses = Array(pairs.flatMap(\.responses).prefix(512))
    let batch = batch(responses)
    let outputs = model.outputs(for: batch, heads: .language, workspace: workspace)
    usual = words.indices.map { word in
      (0..<batch.sequenceCount).reduce(0) { sum, sequence in
        let read = batch.readRange(of: sequence).upperBound - 1 - words.count + word
        return sum + Self.share * Double(outputs.logProbabilities[read])
      } / Double(max(1, batch.sequenceCount))
    }
  }

  /// The loss of a pair.
  func loss(_ pair: Preference, _ first: Reading, _ second: Reading) -> DistributionalLoss {
    form == .normal
      ? DistributionalLoss(
        means: (first.mean, second.mean), logVariances: (first.shape[0], second.shape[0]),
        probability: pair.probability)
      : DistributionalLoss(
        gap: first.mean - second.mean, logits: (first.shape, second.shape),
        offsets: form.offsets, probability: pair.probability)
  }

  /// Adds the gradient of a batch's mean loss; returns what was read, two for each pair.
  func accumulate(
    _ pairs: [Preference], of model: any LanguageModel, into gradient: inout [Float],
    workspace: Workspace
  ) -> [Reading] {
    let total = pairs.reduce(0) { $0 + $1.weight }
    let batch = batch(pairs.flatMap(\.responses))
    let outputs = model.accumulateGradient(
      for: batch, heads: [.scalar, .language], groupSize: 2, into: &gradient,
      workspace: workspace
    ) { outputs, sequences, gradients in
      for index in sequences.lowerBound / 2..<sequences.upperBound / 2 {
        let pair = pairs[index]
        let loss = loss(
          pair, reading(of: 2 * index, in: outputs, batch),
          reading(of: 2 * index + 1, in: outputs, batch))
        let weight = pair.weight / total
        spread(
          mean: weight * loss.meanSlope, shape: loss.firstSlopes.map { weight * $0 },
          over: 2 * index, of: batch, into: &gradients)
        spread(
          mean: -weight * loss.meanSlope, shape: loss.secondSlopes.map { weight * $0 },
          over: 2 * index + 1, of: batch, into: &gradients)
      }
    }
    return (0..<batch.sequenceCount).map { reading(of: $0, in: outputs, batch) }
  }

  /// Counts pairs in a score; returns their mean loss.
  private func add(
    _ pairs: [Preference], _ readings: [Reading], to score: inout FitScore
  ) -> Double {
    var (sum, weight) = (0.0, 0.0)
    for (index, pair) in pairs.enumerated() {
      let loss = loss(pair, readings[2 * index], readings[2 * index + 1])
      score.add(
        weight: pair.weight, loss: loss.value,
        agreement: pair.agreement(signal: loss.probability - 0.5, threshold: 0))
      sum += pair.weight * loss.value
      weight += pair.weight
    }
    return weight > 0 ? sum / weight : 0
  }

  /// Counts how well means predict, for ``PredictiveFit``.
  private func count(
    _ pairs: [Preference], _ readings: [Reading], _ beginning: any LanguageModel,
    isLearnt: Bool, workspace: Workspace, in fit: inout PredictiveFit
  ) {
    guard !pairs.isEmpty else { return }
    func gaps(_ readings: [Reading]) -> [Double] {
      pairs.indices.map { readings[2 * $0].mean - readings[2 * $0 + 1].mean }
    }
    let first = self.readings(
      of: beginning, on: pairs.flatMap(\.responses), workspace: workspace)
    fit.add(
      pairs, signals: gaps(readings), first: gaps(first), expected: 0, isLearnt: isLearnt)
  }
}
