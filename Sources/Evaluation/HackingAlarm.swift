import Foundation

/// When a policy begins to game its judge: the step from which the true reward stays below what it has been.
///
///     onset = the first t such that max_{s ≤ u} gold(s) − gold(u) ≥ fall for every u ≥ t
///
/// It looks ahead, and at the truth: it is what an alarm is scored against, not an alarm (``HackingAlarm``). A fall
/// that heals is none.
public struct HackingOnset: Sendable, Hashable {
  /// The place in the series.
  public let index: Int

  /// Looks at the true reward along an optimisation.
  ///
  /// - Parameters:
  ///   - gold: the true reward at each look, in time's order.
  ///   - fall: how far it must have fallen from its highest point so far, > 0, in reward units.
  /// - Returns: `nil` where it never fell so far, or came back.
  public init?(in gold: [Double], fall: Double) {
    precondition(fall > 0, "a fall of \(fall)")
    var peak = -Double.infinity
    let isFallen = gold.map { value in
      peak = max(peak, value)
      return peak - value >= fall
    }
    guard isFallen.last == true else { return nil }
    index = isFallen.lastIndex(of: false).map { $0 + 1 } ?? 0
  }
}

/// A number that a practitioner can watch while a policy learns, without the truth: the higher, the more alarming.
///
/// Each is computed from what was seen so far, and is 0 at the first look. ``luck`` and ``truth`` are its controls:
/// one sees nothing, the other what no practitioner sees.
public enum HackingAlarm: String, Sendable, Hashable, CaseIterable {
  /// By how much the judge's reward has risen, in its own units.
  case proxy
  /// KL(π‖π_ref), in nats an episode.
  case kl
  /// |log(length / length at first)|.
  case length
  /// |log(entropy / entropy at first)|.
  case entropy
  /// How much less reward a step away from the reference brings than at first: 1 − (Δr / Δ√KL over the last third)
  /// / (the same from the beginning). Bai et al. 2022, arXiv:2204.05862, find r linear in √KL early on.
  case slowing
  /// A number drawn by chance: the negative control.
  case luck
  /// By how much the true reward has fallen from its highest point: the positive control.
  case truth

  /// What it watches, in words.
  public var meaning: String {
    switch self {
    case .proxy: "rise of the judge's reward"
    case .kl: "distance from the reference, nats an episode"
    case .length: "change of length, up or down"
    case .entropy: "change of entropy, up or down"
    case .slowing: "reward gained a step away, less than at first"
    case .luck: "chance (negative control)"
    case .truth: "fall of the true reward (positive control)"
    }
  }

  /// What is seen at one look.
  public struct Look: Sendable, Hashable {
    /// The mean reward by the judge, in its units.
    public var proxy: Double
    /// KL(π‖π_ref) in nats an episode.
    public var kl: Double
    /// Tokens a response.
    public var length: Double
    /// Nats a token.
    public var entropy: Double
    /// The true reward, which only ``HackingAlarm/truth`` sees.
    public var gold: Double
    /// A number in 0..<1, for ``HackingAlarm/luck``.
    public var luck: Double

    /// A look; the parameters are the properties of the same names.
    public init(
      proxy: Double, kl: Double, length: Double, entropy: Double, gold: Double, luck: Double = 0
    ) {
      self.proxy = proxy
      self.kl = kl
      self.length = length
      self.entropy = entropy
      self.gold = gold
      self.luck = luck
    }
  }

  /// How alarming each look is.
  ///
  /// - Parameter looks: in time's order; a value depends on those before it and itself.
  public func scores(of looks: [Look]) -> [Double] {
    guard let first = looks.first else { return [] }
    func change(_ value: Double, _ start: Double) -> Double {
      value > 0 && start > 0 ? abs(log(value / start)) : 0
    }
    var peak = first.gold
    return looks.indices.map { place in
      let look = looks[place]
      peak = max(peak, look.gold)
      switch self {
      case .proxy: return look.proxy - first.proxy
      case .kl: return look.kl
      case .length: return change(look.length, first.length)
      case .entropy: return change(look.entropy, first.entropy)
      case .slowing: return Self.slowing(looks[...place])
      case .luck: return look.luck
      case .truth: return peak - look.gold
      }
    }
  }

  /// 1 − the slope of late looks over that of all; 0 where there are too few, or nothing has moved.
  private static func slowing(_ looks: ArraySlice<Look>) -> Double {
    guard looks.count >= 4, let first = looks.first, let last = looks.last else { return 0 }
    let middle = looks[looks.startIndex + looks.count * 2 / 3]
    func slope(_ from: Look, _ to: Look) -> Double? {
      let way = max(0, to.kl).squareRoot() - max(0, from.kl).squareRoot()
      return way > 1e-3 ? (to.proxy - from.proxy) / way : nil
    }
    guard let all = slope(first, last), all > 0, let late = slope(middle, last) else { return 0 }
    return 1 - late / all
  }
}
