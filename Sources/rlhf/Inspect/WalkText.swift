import Experiments
import Foundation
import PlainText
import Reports
import SandboxCore

/// An episode as a person reads it, state by state, in lines of at most 100 columns.
struct WalkText<World: Environment> {
  let walk: EpisodeWalk
  let world: World
  private let game: BoardGame<World>?

  init(_ walk: EpisodeWalk, in world: World) {
    self.walk = walk
    self.world = world
    game = BoardGame(world)
  }

  /// An action as people say it: a word, or the move without its side.
  func name(_ action: Token) -> String {
    game?.name(of: action) ?? world.vocabulary.words[Int(action)]
  }

  private func names(_ actions: some Sequence<Token>) -> String {
    actions.map(name).joined(separator: " ")
  }

  /// What is walked through, and what the columns mean.
  func beginning(origin: String, seed: UInt64) -> String {
    let source =
      switch walk.choice {
      case .sample: "sampled with seed \(seed)"
      case .greedy: "the most probable action in every state"
      case .given: "as given"
      }
    let cut = walk.response.ending == .truncated ? ", not finished" : ""
    let prompt = PromptReader(world).text(of: walk.response.prompt)
    let rows =
      [
        ["prompt", prompt], ["response", "\(names(walk.response.continuation)) (\(source)\(cut))"],
      ]
      + legend
    return ([origin] + lines(rows) + notes).joined(separator: "\n")
  }

  private var legend: [[String]] {
    let models = [
      ["π", "the probability that the policy gives to an action"],
      [
        "π_ref",
        "the same of the reference policy: the model that policy optimisation started from",
      ],
    ]
    guard let credit = walk.credit else { return models }
    let settings = credit.settings
    let beta = Self.plain(credit.klCoefficient)
    let byValue = settings.baseline == .valueFunction
    let (discount, trace) = (
      Self.plain(settings.discount), Self.plain(settings.traceDecay)
    )
    return models
      + (byValue
        ? [["V", "what the policy's value head expects of the rewards still to come"]] : [])
      + [
        ["paid", "what the \(credit.judge) pays for this action"],
        ["KL", "\(beta) · (log π − log π_ref): what it costs to leave the reference policy"],
        ["reward", "paid − KL"],
        byValue
          ? ["return", "the sum of the rewards from here on, with discount \(discount)"]
          : ["return", "the sum of all rewards of the answer"],
        byValue
          ? ["advantage", "how much better it went than V expected: GAE with lambda \(trace)"]
          : [
            "advantage",
            "the return less the mean return of the \(credit.groupReturns.count - 1) other answers",
          ],
      ]
  }

  private var notes: [String] {
    var notes = walk.notes
    if let credit = walk.credit {
      if credit.settings.normalizesAdvantages {
        notes.append(
          "The training then shifts the advantages of all episodes of a round to mean 0 and scales them to "
            + "standard deviation 1.")
      }
      if credit.settings.whitensRewards {
        notes.append("The training first scales the rewards of a round to standard deviation 1.")
      }
      if let clip = credit.settings.rewardClip {
        notes.append("Rewards are clipped to ± \(Self.plain(clip)), and paid at the end.")
      }
      if credit.settings.missingEOSPenalty > 0, walk.response.ending == .truncated {
        let penalty = Self.plain(credit.settings.missingEOSPenalty)
        notes.append(
          "The response did not end by itself, which costs \(penalty) at its last action.")
      }
      if let range = credit.settings.clipRange {
        notes.append(
          "PPO clips π/π_old to 1 ± \(Self.plain(range)). In a fresh sample π_old is π, so that this ratio is "
            + "1 and nothing is clipped. π/π_ref shows how far the training went: `outside` has left that "
            + "range, and `clipped` would get no gradient any more.")
      }
    } else {
      notes.append(
        "There are no rewards and advantages: either nobody judged, or the method of policy "
          + "optimisation has none of this kind.")
    }
    return notes.map { wrapped("note: " + $0, width: 100) }
  }

  /// One state: where the agent stands, what it could do, what it did, what came of it.
  func state(_ index: Int) -> String {
    let step = walk.steps[index]
    let head = "state \(index + 1) of \(walk.steps.count)"
    let place =
      step.board.isEmpty
      ? [wrapped("\(head): \(names(step.state.dropFirst()))", width: 100)]
      : [head, board(step.board)]
    let count = NumberText.counted(step.legalCount, "legal action")
    let entropy = NumberText.fixed(step.entropy, decimals: 2)
    let numbers = step.credit.map { ["  " + text(of: $0)] } ?? []
    let reply = step.reply.isEmpty ? [] : ["  the opponent replies \(names(step.reply))"]
    return
      (place + ["  \(count), entropy \(entropy) nats"]
      + actions(of: step).map { "  " + $0 } + numbers + reply)
      .joined(separator: "\n")
  }

  private func board(_ rows: [String]) -> String {
    let moves = (game?.moves(of: 0) ?? []).map(name)
    return BoardDrawing.text(rows: rows, moveNames: moves).split(separator: "\n")
      .map { "  " + $0 }.joined(separator: "\n")
  }

  private func actions(of step: EpisodeWalk.Step) -> [String] {
    let isSolved = step.candidates.contains { $0.exactValue != nil }
    let rows = step.candidates.map { candidate in
      let isChosen = candidate.action == step.action
      let ratio =
        candidate.referenceProbability > 0
        ? candidate.probability / candidate.referenceProbability : nil
      return [
        isChosen ? ">" : "", name(candidate.action), probability(candidate.probability),
        probability(candidate.referenceProbability), number(ratio, decimals: 2),
      ] + (isSolved ? [solved(candidate)] : [])
        + [isChosen ? step.credit.map(clipping) ?? "" : ""]
    }
    return TextTable(
      heads: ["", "action", "π", "π_ref", "π/π_ref"] + (isSolved ? ["solver"] : []) + [clipHead],
      alignments: [.left, .left, .right, .right, .right, .left, .left], rows: rows
    ).lines
  }

  /// What the last column tells: whether the ratio of the chosen action is within the clip range.
  private var clipHead: String {
    (walk.credit?.settings.clipRange).map { "1 ± \(Self.plain($0))" } ?? ""
  }

  private func solved(_ candidate: EpisodeWalk.Candidate) -> String {
    let word =
      switch candidate.exactValue {
      case 1?: "win"
      case 0?: "draw"
      case nil: ""
      default: "loss"
      }
    return candidate.isBlunder ? "\(word), blunder" : word
  }

  private func clipping(_ credit: EpisodeWalk.TokenCredit) -> String {
    guard !clipHead.isEmpty else { return "" }
    return credit.isOutsideRange ? "outside" + (credit.isClipped ? ", clipped" : "") : "within"
  }

  private func text(of credit: EpisodeWalk.TokenCredit) -> String {
    let value = credit.value.map { "V \(number($0))   " } ?? ""
    return value + "return \(number(credit.discountedReturn))   "
      + "advantage \(number(credit.advantage))   "
      + "reward \(number(credit.reward)) = paid \(number(credit.paid)) − KL \(number(credit.klTerm))"
  }

  /// All states in a table, the sums, and the true reward term by term.
  var end: String {
    (["all states"] + summary.lines.map { "  " + $0 } + [""] + lines(sums + goldTerms))
      .joined(separator: "\n")
  }

  private var summary: TextTable {
    let hasValue = walk.steps.contains { $0.credit?.value != nil }
    let hasCredit = walk.credit != nil
    var rows = walk.steps.enumerated().map { index, step -> [String] in
      let credit = step.credit
      return [
        "\(index + 1)", name(step.action), probability(exp(step.logProbability)),
        probability(exp(step.referenceLogProbability)), number(step.ratioToReference, decimals: 2),
      ] + (hasValue ? [number(credit?.value)] : [])
        + (hasCredit
          ? [
            number(credit?.paid), number(credit?.klTerm), number(credit?.reward),
            number(credit?.discountedReturn), number(credit?.advantage),
          ] : [])
    }
    if hasCredit {
      rows.append(
        ["", "sum", "", "", ""] + (hasValue ? [""] : [])
          + [
            number(walk.total(\.paid)), number(walk.total(\.klTerm)), number(walk.total(\.reward)),
            "", "",
          ])
    }
    let heads =
      ["", "action", "π", "π_ref", "π/π_ref"] + (hasValue ? ["V"] : [])
      + (hasCredit ? ["paid", "KL", "reward", "return", "advantage"] : [])
    return TextTable(
      heads: heads, alignments: [.right, .left] + heads.dropFirst(2).map { _ in .right }, rows: rows
    )
  }

  private var sums: [[String]] {
    var rows: [[String]] = []
    if let proxy = walk.proxy {
      rows.append(["reward model", "\(number(proxy)) for the whole response"])
    }
    rows.append([
      "KL to π_ref",
      "\(number(walk.klToReference)) nats: the sum of log π − log π_ref in this episode",
    ])
    if let credit = walk.credit, credit.groupReturns.count > 1 {
      let others = credit.groupReturns.dropFirst()
      rows.append([
        "group",
        "return \(number(credit.groupReturns[0])), the others "
          + others.map { number($0) }.joined(separator: " ") + ", their mean "
          + number(others.reduce(0, +) / Double(others.count)),
      ])
    }
    if let count = walk.blunderCount {
      rows.append(["blunders", "\(count) of \(NumberText.counted(walk.steps.count, "move"))"])
    }
    return rows
  }

  private var goldTerms: [[String]] {
    guard let gold = walk.gold else {
      return [["true reward", "unknown: the world has no such prompt"]]
    }
    let paid = gold.penalties.filter { $0.size * $0.violation != 0 }
    let terms =
      "\(number(gold.total)) = utility \(number(gold.utility))"
      + paid.map {
        " − \($0.name) \(Self.plain($0.size)) · \(Self.plain($0.violation))"
      }.joined()
    let unpaid = gold.penalties.filter { $0.size * $0.violation == 0 }.map(\.name)
    var rows: [[String]] = [["true reward", terms], ["utility", gold.formula]]
    let attributes = gold.attributes.map { "\($0.name) \(Self.plain($0.value))" }
    rows.append(["attributes", attributes.joined(separator: ", ")])
    if !unpaid.isEmpty { rows.append(["no penalty", unpaid.joined(separator: ", ")]) }
    return rows
  }

  private func lines(_ rows: [[String]]) -> [String] {
    TextTable(heads: ["", ""], rows: rows).fitted(to: 100).lines
  }

  private func probability(_ value: Double) -> String {
    value > 0 && value < 0.0005 ? "<.001" : number(value)
  }

  private func number(_ value: Double?, decimals: Int = 3) -> String {
    value.map { NumberText.fixed($0, decimals: decimals) } ?? "-"
  }

  /// A number in few digits, without zeros at its end.
  private static func plain(_ value: Double) -> String {
    let text = NumberText.short(value)
    guard text.contains("."), !text.contains("e") else { return text }
    let digits = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(digits.reversed())
  }
}
