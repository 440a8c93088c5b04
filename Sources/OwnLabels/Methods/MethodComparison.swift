import Aggregation
import LabelFiles
import PlainText
import Randomness
import Statistics

/// Where the methods that fit the same data differ.
public struct MethodComparison: Sendable, Hashable {
  /// What the numbers between two methods are.
  public enum Measure: String, Sendable, Hashable {
    /// The share of tasks to which the two give different labels, in 0...1.
    case difference
    /// Kendall's τ-b between the scores of the two, in −1...1.
    case kendallTau = "kendall_tau"
  }

  /// One method.
  public struct Method: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// The log-likelihood in nats; `nil` for methods without one. Different models' cannot be compared
    /// where they weigh priors differently.
    public var logLikelihood: Double?
    /// How it does against the truth in the file: the share of tasks labelled rightly, or of ratings
    /// Kendall's τ-b; `nil` without a truth.
    public var accuracy: Double?
  }

  /// What methods make of one task or item, where they differ.
  public struct Dispute: Sendable, Hashable {
    /// The task or item.
    public var name: String
    /// What each of the methods says, in their order.
    public var answers: [String]
  }

  /// What ``values`` holds.
  public var measure: Measure
  /// Those that ran, in the order of the registry.
  public var methods: [Method]
  /// On how many tasks accuracy rests: those whose truth is in the file.
  public var truthCount = 0
  /// Between each two methods, in their order; `nil` where undefined.
  public var values: [[Double?]]
  /// The tasks or items on which they differ most, at most ten.
  public var disputes: [Dispute]
  /// On how many tasks or items not all agree.
  public var disputedCount: Int
  /// Methods that could not be run, each with the reason.
  public var omitted: [String]
}

extension MethodComparison {
  /// For programs.
  var json: JSON {
    let pairs = methods.indices.flatMap { first in
      methods.indices.dropFirst(first + 1).map { second -> JSON in
        .object([
          .init("first", .text(methods[first].name)), .init("second", .text(methods[second].name)),
          .init(measure.rawValue, .number(values[first][second])),
        ])
      }
    }
    return [
      "methods": .array(
        methods.map {
          [
            "method": .text($0.name), "log_likelihood": .number($0.logLikelihood),
            "accuracy": .number($0.accuracy),
          ]
        }),
      "pairs": .array(pairs), "tasks_with_truth": .number(truthCount),
      "omitted": .array(omitted.map(JSON.text)),
    ]
  }
}

extension MethodComparison {
  /// What came of running one method.
  struct Outcome<Finding: Sendable>: Sendable {
    let name: String
    /// What it found; `nil` where it does not fit the data.
    var found: Finding?
    /// The method and why it does not fit; `nil` where it does.
    var reason: String?

    init(_ name: String, found: Finding) {
      self.name = name
      self.found = found
    }

    init(_ name: String, omitted why: String) {
      self.name = name
      reason = "\(name): \(why)"
    }
  }
}
