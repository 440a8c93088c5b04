import Experiments
import SandboxCore
import Statistics

extension RunReport {
  /// What became of each claim, the primary ones first; `nil` when nothing was claimed or judged.
  var verdictsSection: Section? {
    guard !record.hypotheses.isEmpty else { return nil }
    let isPrimary = { (outcome: HypothesisRecord) in self.record.experiment.isPrimary(outcome.id) }
    let secondary = record.hypotheses.filter { !isPrimary($0) }
    return Section(
      anchor: "verdicts", title: "Verdicts",
      introduction:
        "A claim is supported or refuted when the whole 95 % interval of its effect lies "
        + "on one side of the threshold (dashed). Its control must show no effect: its interval "
        + "must lie within the shaded margin. Where the control does not hold, the claim is open, whatever "
        + "its verdict. A claim without a control is secondary: it is shown, "
        + "and proves nothing by itself. A positive control must be seen, or the run is blind. "
        + "What it could have seen is the smallest effect that it would have told from the threshold "
        + "in 80 % of such runs.",
      content: """
        <div class="cards">\(record.hypotheses.filter(isPrimary).map(card))\(secondary.map(card))</div>
        """)
  }

  private func card(_ outcome: HypothesisRecord) -> Markup {
    let claim = record.experiment.hypotheses.first { $0.id == outcome.id }
    let chart = verdictChart(outcome, of: claim)?.markup(
      spoken: "\(outcome.id): \(effectText(outcome))")
    return """
      <article class="card \(outcome.judgement == outcome.verdict ? outcome.verdict : "inconclusive")">
      <h3>\(badge(outcome.judgement)) <span class="id">\(outcome.id)</span> \(outcome.claim)\
      \(record.experiment.isPrimary(outcome.id) ? "" : " (secondary)")</h3>
      <div>\(chart ?? "")</div>
      <dl class="numbers">
      <div><dt>effect</dt><dd>\(effectText(outcome))</dd></div>
      \(controlRow(outcome.control))
      \(positiveRow(outcome.positive))
      \(detectableRow(outcome))
      \(claim.map(measured) ?? "")
      </dl>
      </article>
      """
  }

  /// A number that somebody chose, as it was written.
  private func exact(_ value: Double) -> String {
    NumberText.typeset(SettingValue.number(value).description)
  }

  /// A verdict with a sign, so that it does not depend on colour.
  private func badge(_ verdict: String) -> Markup {
    let sign =
      switch verdict {
      case "supported", "holds": "✓"
      case "refuted", "fails": "✗"
      default: "?"
      }
    let style = sign == "?" ? "inconclusive" : verdict
    return "<span class=\"badge \(style)\">\(sign) \(verdict)</span>"
  }

  func effectText(_ outcome: HypothesisRecord) -> String {
    guard let effect = outcome.effect else { return "no replication measured it" }
    let p = outcome.p.map { $0 < 0.001 ? ", p < 0.001" : ", p = \(RunReport.text($0))" } ?? ""
    return RunReport.text(effect, ClosedRange(low: outcome.low, high: outcome.high)) + p
  }

  private func controlRow(_ control: HypothesisRecord.ControlRecord?) -> Markup {
    guard let control else { return "<div><dt>control</dt><dd>none</dd></div>" }
    let numbers =
      control.effect.map {
        RunReport.text($0, ClosedRange(low: control.low, high: control.high))
      } ?? "not measured"
    return """
      <div><dt>control</dt><dd>\(badge(control.verdict)) \(numbers), must be \
      \(control.bound.words) \(exact(control.bound.stated(margin: control.margin)))</dd></div>
      """
  }

  private func positiveRow(_ positive: HypothesisRecord.PositiveRecord?) -> Markup {
    guard let positive else { return "" }
    let numbers =
      positive.effect.map {
        RunReport.text($0, ClosedRange(low: positive.low, high: positive.high))
      } ?? "not measured"
    return """
      <div><dt>positive control</dt><dd>\(badge(positive.verdict)) \(numbers)</dd></div>
      """
  }

  private func detectableRow(_ outcome: HypothesisRecord) -> Markup {
    let parts = [
      outcome.detectable.map { "\(RunReport.text($0)) or more" },
      outcome.smallest.map { "\(exact($0)) would matter" },
    ].compactMap(\.self)
    guard !parts.isEmpty else { return "" }
    return "<div><dt>could be seen</dt><dd>\(parts.joined(separator: "; "))</dd></div>"
  }

  private func measured(_ claim: Hypothesis) -> Markup {
    let side = claim.direction == .above ? "above" : "below"
    let control: Markup =
      claim.control.map { "<div><dt>control measures</dt><dd>\(words($0.effect))</dd></div>" } ?? ""
    let positive: Markup =
      claim.positive.map {
        """
        <div><dt>positive control measures</dt><dd>\(words($0.effect)), \
        \($0.direction.rawValue) \(exact($0.threshold))</dd></div>
        """
      } ?? ""
    return """
      <div><dt>measured</dt><dd>\(words(claim.effect)), claimed \
      \(side) \(exact(claim.threshold))</dd></div>
      \(control)
      \(positive)
      """
  }

  private func words(_ effect: Hypothesis.Effect) -> Markup {
    switch effect {
    case .difference(let left, minus: nil): "<code>\(left.arm).\(left.metric)</code>"
    case .difference(let left, minus: let right?):
      """
      <code>\(left.arm).\(left.metric)</code> − <code>\(right.arm).\(right.metric)</code>, \
      paired by replication
      """
    case .slope(let metric, let key, let arms):
      """
      slope of <code>\(metric)</code> over <code>\(key)</code> across \
      \(arms.joined(separator: ", "))
      """
    case .contrast(let metric, let weights):
      """
      contrast of <code>\(metric)</code>: \(weights.map {
        "\(exact($0.weight)) × \($0.arm)"
      }.joined(separator: ", "))
      """
    case .interaction(let metric, let keys, let arms):
      """
      interaction of <code>\(keys.joined(separator: " and "))</code> in <code>\(metric)</code> \
      across \(arms.joined(separator: ", "))
      """
    }
  }
}
