extension RunReport {
  /// The replications that stopped, named with their reasons; `nil` when all finished.
  var failuresSection: Section? {
    guard !record.failures.isEmpty else { return nil }
    return Section(
      anchor: "failures", title: "Failed replications",
      introduction: "These stopped before their end. What they had measured by then is part of the "
        + "numbers below, so read those with care.",
      content: """
        <ul class="failures">
        \(record.failures.map {
          "<li><strong>\($0.arm), replication \($0.number + 1)</strong> \($0.reason)</li>"
        })
        </ul>
        """)
  }
}
