extension TrainingReport {
  /// The series that every kind of training records.
  public static let metrics = [
    Metric(
      key: "loss", unit: "nats", direction: .lowerIsBetter, formula: "mean over a batch",
      meaning: "What is minimised; it should fall and level out.", occasion: .perStep),
    Metric(
      key: "held_out_loss", unit: "nats", direction: .lowerIsBetter,
      formula: "mean over what is held out",
      meaning: "The loss on what was not trained on. Rising while the other falls: it is learning "
        + "by heart.", occasion: .perStep),
    Metric(
      key: "gradient_norm", unit: "units of the loss", direction: .neither, formula: "‖∂L/∂θ‖₂",
      meaning: "The gradient's length before it is clipped.", occasion: .perStep,
      isDiagnostic: true),
    Metric(
      key: "learning_rate", unit: "1 / units of the gradient", direction: .neither, formula: "η",
      meaning: "The step size after warm-up and decay.", occasion: .perStep, isDiagnostic: true),
  ]
}
