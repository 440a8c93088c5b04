import SandboxCore

extension SupervisedTrainer {
  /// What pre-training and fine-tuning record at each step, besides ``TrainingReport/metrics``.
  public static let metrics = [
    Metric(
      key: "tokens", unit: "tokens", direction: .neither, formula: "n",
      meaning: "How many tokens of a batch were learnt from.", occasion: .perStep,
      isDiagnostic: true)
  ]
}
