import SandboxCore

/// The phases that leave a model to be measured.
enum ModelPhase: Int, CaseIterable, Sendable {
  case pretrained, fineTuned, policy

  /// What stands after the names of metrics of its model; nothing for the final policy.
  var suffix: String { ["_pretrained", "_fine_tuned", ""][rawValue] }

  /// The model in words, as samples and Elo table have it.
  var name: String { ["pre-trained", "fine-tuned", "policy"][rawValue] }
}

extension Metric {
  /// The same metric of the model that a phase left; of the final policy it is the metric itself.
  ///
  /// - Parameter divisions: by what it is measured apart.
  func of(_ phase: ModelPhase, by divisions: [Division] = []) -> Metric {
    guard phase != .policy else { return self }
    var metric = self
    metric.key += phase.suffix
    metric.meaning = "The same as \(key), of the \(phase.name) model."
    metric.divisions = divisions
    return metric
  }
}
