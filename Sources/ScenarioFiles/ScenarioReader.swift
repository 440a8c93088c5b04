import Experiments
import Foundation
import PlainText

/// Reads scenario files, and finds everything that is wrong with one at once.
///
/// A scenario is a YAML mapping:
///
///     name: 03-trolls            # names the folder of its runs; letters, digits and hyphens
///     title: One line            # required, like name and seed
///     question: …                # these four are for people
///     expectation: …
///     runtime: …
///     source: …
///     seed: 1
///     replications: 10           # 10 when left out
///     base:                      # keys of SettingsCatalog, nested or dotted
///       world: {name: text.town}
///       annotators.count: 30
///     arms:                      # when left out: one arm called base
///       - name: trolls-20
///         annotators.trolls.share: 0.2
///     hypotheses:
///       - id: P20
///         claim: …
///         effect: {of: trolls-20.gold_reward, minus: base.gold_reward}
///         direction: below       # or above
///         threshold: 0           # 0 when left out
///         smallest: 0.1          # what would matter
///         control: {of: base.gold_reward, within: 0.2}      # or at_most, at_least
///         positive: {of: truth.gold_reward, minus: base.gold_reward}
///     scale: {best: perfect, worst: coins}
///
/// An effect is also `{slope: METRIC, over: SETTING, arms: [NAMES]}`, over all arms when none are named.
///
/// **What an arm is set to:** the defaults of the arm's world (``ArmSettings/defaults(for:)``), over
/// these the keys written under `base`, over these the keys written in the arm. An arm's world is
/// the arm's own `world.name`, or else that of `base`, or else `text.town`.
public struct ScenarioReader: Sendable {
  /// Bytes of a scenario at most.
  static let mostBytes = 1_000_000

  /// A reader; it holds nothing.
  public init() {}

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - overrides: `KEY=VALUE` replaces what `base` says, and `ARM:KEY=VALUE` what one arm says; KEY is
  ///     dotted, or else `seed`.
  ///   - replications: replaces the file's number when given.
  /// - Throws: all problems of the file and of the overrides.
  public func read(
    path: String, overrides: [String] = [], replications: Int? = nil
  ) throws(InvalidScenario) -> Experiment {
    func failure(_ what: String, _ remedy: String) -> InvalidScenario {
      InvalidScenario(
        path: path, problems: [ScenarioProblem(what: what, location: path, remedy: remedy)])
    }
    let bytes: [UInt8]
    do throws(RegularFile.Trouble) {
      bytes = try RegularFile(path, followingLinks: true).bytes(limit: Self.mostBytes)
    } catch {
      throw switch error {
      case .kind(.missing):
        failure(
          "there is no such file", "check the path; `rlhf list` names the scenarios that ship")
      case .kind(.folder): failure("this is a folder", "name a scenario file in it")
      case .kind:
        failure("this is no file, but a device or a pipe", "save the scenario in a file")
      case .tooLarge:
        failure(
          "the file has more than \(Self.mostBytes) bytes",
          "name a scenario; one with a hundred arms has some 100,000 bytes")
      case .system: failure("the file cannot be opened", "allow yourself to read it")
      }
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw failure("the file is not UTF-8 text", "save it as UTF-8")
    }
    return try read(text: text, path: path, overrides: overrides, replications: replications)
  }

  /// Reads the text of a scenario, as ``read(path:overrides:replications:)`` does.
  ///
  /// - Parameter path: what error messages call the text.
  public func read(
    text: String, path: String, overrides: [String] = [], replications: Int? = nil
  ) throws(InvalidScenario) -> Experiment {
    let parsed: (root: ScenarioNode, problems: [ScenarioProblem])
    do throws(ScenarioProblem) {
      parsed = try ScenarioNode.parse(yaml: text)
    } catch {
      throw InvalidScenario(path: path, problems: [error])
    }
    var decoder = ScenarioDecoder(problems: parsed.problems)
    let experiment = decoder.experiment(
      parsed.root, overrides: overrides, replications: replications)
    guard let experiment, decoder.problems.isEmpty else {
      throw InvalidScenario(path: path, problems: decoder.problems)
    }
    return experiment
  }
}
