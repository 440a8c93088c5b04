import Reports

extension MethodComparison {
  /// The section about methods.
  var section: Section? {
    let names = methods.map(\.name)
    let isShare = measure == .difference
    let map = HeatMap(
      title: isShare ? "Share of tasks on which two methods differ" : "Kendall's τ between methods",
      caption: isShare
        ? "0 where two methods give every task the same label."
        : "1 where two methods put everything in the same order, 0 where the orders are unrelated.",
      rows: (names, nil), columns: (names, nil),
      values: values.indices.map { row in
        values[row].indices.map { row == $0 ? nil : values[row][$0] }
      },
      meaning: isShare ? "share" : "τ",
      range: isShare ? 0...max(0.05, values.joined().compactMap(\.self).max() ?? 0) : shadeRange,
      decimals: isShare ? 3 : 2)
    let hasAccuracy = methods.contains { $0.accuracy != nil }
    let rows = methods.map { method in
      [
        method.name,
        method.logLikelihood.map { NumberText.typeset(NumberText.fixed($0, decimals: 1)) } ?? "–",
      ] + (hasAccuracy ? [method.accuracy.map { NumberText.fixed($0, decimals: 3) } ?? "–"] : [])
    }
    let heads =
      ["method", "log-likelihood"]
      + (hasAccuracy ? [isShare ? "accuracy" : "τ with the truth"] : [])
    var after: Markup = """
      <h3>\(hasAccuracy ? "Likelihood and truth" : "Likelihood")</h3>
      \(LabelPage.table("Methods", heads: heads, numbers: [1, 2], rows: rows))
      """
    if !disputes.isEmpty {
      after = """
        \(after)
        <h3>\(isShare ? "Tasks on which they differ most" : "What they place most differently")</h3>
        \(LabelPage.table(
          "What methods differ on", heads: [isShare ? "task" : "task or item"] + names,
          rows: disputes.map { [$0.name] + $0.answers }))
        """
    }
    let missing: [Markup] = omitted.map {
      "<p class=\"note\">Left out: \(LabelPage.bounded($0))</p>"
    }
    return LabelPage.section(
      "methods", "Methods side by side",
      "Every method that fits the data, with its default settings. Log-likelihoods of different "
        + "models count different things and are no ranking.",
      style: "single", [map.figure], after: "\(after)\n\(missing)")
  }

  private var shadeRange: ClosedRange<Double> {
    let known = values.joined().compactMap(\.self)
    let low = min(0.9, known.min() ?? 0)
    return max(-1, low - 0.1)...1
  }
}
