import Experiments

extension RunReport {
  /// What was asked, what was expected, and the size of the answer.
  var header: Markup {
    let experiment = record.experiment
    let question: Markup =
      experiment.question.isEmpty ? "" : "<p class=\"question\">\(experiment.question)</p>"
    let expectation: Markup =
      experiment.expectation.isEmpty
      ? "" : "<p><span class=\"label\">What to expect</span> \(experiment.expectation)</p>"
    let source: Markup =
      experiment.source.isEmpty
      ? "" : "<p class=\"source\"><span class=\"label\">Source</span> \(experiment.source)</p>"
    return """
      <header>
      <p class="overline">RLHF Sandbox · \(experiment.name)</p>
      <h1>\(experiment.title)</h1>
      \(smokeBanner)
      \(question)
      \(answer)
      \(closedGap)
      \(expectation)
      \(source)
      \(unfinished)
      <dl class="facts">
      \(facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" })
      </dl>
      </header>
      """
  }

  /// That nothing on the page is a result, where nothing is.
  private var smokeBanner: Markup {
    guard record.experiment.isSmoke else { return "" }
    return """
      <p class="banner"><strong>Smoke run:</strong> everything was cut short, only to see whether it runs.
      The numbers mean nothing, and no claim is judged.</p>
      """
  }

  /// What came of the main claims, or of all where none is one; empty before claims are judged.
  private var answer: Markup {
    let main = record.hypotheses.filter { record.experiment.isPrimary($0.id) }
    let claims = main.isEmpty ? record.hypotheses : main
    guard !claims.isEmpty else { return "" }
    let lines = claims.prefix(4).map { outcome -> Markup in
      let word =
        switch outcome.judgement {
        case "supported": "Yes"
        case "refuted": "No"
        default: "Not decided (\(outcome.judgement))"
        }
      let claim = outcome.claim.hasSuffix(".") ? String(outcome.claim.dropLast()) : outcome.claim
      let isSecondary: Markup =
        main.isEmpty ? (outcome.control == nil ? " Secondary: no control." : " Secondary.") : ""
      return """
        <p class="answer"><strong>\(word):</strong> \(claim): \(effectText(outcome)).\(isSecondary)</p>
        """
    }
    let rest = claims.count - lines.count
    let more: Markup =
      rest > 0
      ? "<p><a href=\"#verdicts\">\(rest) more \(rest == 1 ? "claim" : "claims")</a></p>" : ""
    return "\(lines)\(more)"
  }

  /// How much of the gap each arm's policy closed, where the best possible is known; empty before the run is
  /// finished, of smoke runs, and of more arms than a sentence holds.
  private var closedGap: Markup {
    let shares = record.arms.compactMap { arm in
      estimate("gap_closed", of: arm).map { (arm.arm.name, $0.mean) }
    }
    guard !record.experiment.isSmoke, isFinished, !shares.isEmpty, shares.count <= 8 else {
      return ""
    }
    let list = shares.map { name, share in
      "\(name) \(NumberText.typeset(NumberText.short((100 * share).rounded()))) %"
    }
    return """
      <p>Share of the gap between the fine-tuned model and the best possible policy that was closed: \
      \(list.joined(separator: ", ")).</p>
      """
  }

  private var isFinished: Bool {
    record.arms.allSatisfy { $0.replications.count == record.experiment.replications }
  }

  /// What is missing, while a run is not whole.
  private var unfinished: Markup {
    guard !isFinished else { return "" }
    let done = record.arms.map(\.replications.count).reduce(0, +)
    let total = record.arms.count * record.experiment.replications
    return """
      <p><strong>Unfinished:</strong> \(done) of \(total) replications are on file, and no claim has
      been judged. <code>rlhf run</code> with <code>--resume</code> goes on.</p>
      """
  }

  private var facts: [(String, String)] {
    let arms = record.experiment.arms.count
    return [
      (arms == 1 ? "arm" : "arms", "\(arms)"),
      ("replications of each", "\(record.experiment.replications)"),
      ("seed", "\(record.experiment.seed)"),
      ("wall time", NumberText.duration(seconds: record.seconds)),
    ]
      + (record.experiment.arms.contains { $0.settings.pretraining.isShared }
        ? [("base model for all replications; intervals hold for it only", "1")] : [])
      + (record.failures.isEmpty ? [] : [("failed", "\(record.failures.count)")])
  }

  /// How to get the same numbers again.
  var footer: Markup {
    """
    <footer>
    <p>Run again with <code>\(command)</code>: the same scenario and seed give the same numbers,
    on any number of cores. Seed \(.verbatim("\(record.experiment.seed)")), RLHF Sandbox \
    \(record.version). Intervals are 95 % over replications, which differ in nothing but luck; arms
    meet the same luck, so their differences are paired.</p>
    <p>Charts are drawn by Vega-Lite, which this page carries with it.</p>
    </footer>
    """
  }
}
