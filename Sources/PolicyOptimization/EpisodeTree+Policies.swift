import Foundation
import Networks
import SandboxCore

extension EpisodeTree {
  /// The policy to which all legal actions are alike: log π(a | s) of each action, in nats.
  public var uniformPolicy: [Double] {
    actions.map { -log(Double(decisions[$0.decision].actions.count)) }
  }

  /// A language model as it is sampled, under the masks of the rules: log π(a | s) of each action, in nats.
  ///
  /// Each action is read once. What actions have before them is computed once, as far as they stand together.
  public func policy(of model: any LanguageModel) -> [Double] {
    var reader = TreeReader(tree: self, model: model)
    for action in actions.indices where isLast(action) { reader.read(upTo: action) }
    reader.flush()
    return normalized(reader.logProbabilities)
  }

  /// Whether the agent acts no more after this action, whatever comes of it.
  private func isLast(_ action: Int) -> Bool {
    outcomes[actions[action].outcomes].allSatisfy {
      if case .leaf = $0.next { true } else { false }
    }
  }

  /// The same with what single precision has left of each state's sum taken out.
  private func normalized(_ logProbabilities: [Double]) -> [Double] {
    var logProbabilities = logProbabilities
    for decision in decisions {
      let sum = log(decision.actions.reduce(0) { $0 + exp(logProbabilities[$1]) })
      for action in decision.actions { logProbabilities[action] -= sum }
    }
    return logProbabilities
  }
}

/// Reads a tree with a language model, many sequences at a time.
private struct TreeReader {
  private let tree: EpisodeTree
  private let model: any LanguageModel
  private let workspace = Workspace()
  private(set) var logProbabilities: [Double]
  private var isRead: [Bool]
  /// Waits to be read, and the action that each read is of.
  private var batch = SequenceBatch(sharesPrefixes: true)
  private var pending: [Int] = []

  init(tree: EpisodeTree, model: any LanguageModel) {
    self.tree = tree
    self.model = model
    logProbabilities = Array(repeating: 0, count: tree.actionCount)
    isRead = Array(repeating: false, count: tree.actionCount)
  }

  /// Reads an action, and those before it that have not been read.
  mutating func read(upTo action: Int) {
    var tokens = [tree.actions[action].token]
    var unread: [(distance: Int, action: Int)] = [(0, action)]
    tree.climb(from: tree.decisions[tree.actions[action].decision].outcome) { token, action in
      if let action, !isRead[action] { unread.append((tokens.count, action)) }
      tokens.append(token)
    }
    let sequence = tree.prompt.tokens + tokens.reversed()
    let reads = unread.reversed().map {
      (place: sequence.count - 1 - $0.distance, action: $0.action)
    }
    let places = Set(reads.map(\.place))
    batch.append(
      predicting: sequence,
      legal: reads.map { tree.legalTokens(at: tree.actions[$0.action].decision) }
    ) { places.contains($0) }
    for read in reads {
      pending.append(read.action)
      isRead[read.action] = true
    }
    // A block's activations fit a core's cache.
    if batch.sequenceCount >= 256 { flush() }
  }

  mutating func flush() {
    guard !pending.isEmpty else { return }
    let outputs = model.outputs(for: batch, heads: .language, workspace: workspace)
    for (read, action) in pending.enumerated() {
      logProbabilities[action] = Double(outputs.logProbabilities[read])
    }
    batch = SequenceBatch(sharesPrefixes: true)
    pending = []
  }
}
