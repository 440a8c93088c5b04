import Foundation
import PlainText

extension ModelFolder {
  /// The one key of `config.json` that is ours alone; transformers keeps what it does not know.
  ///
  ///     "rlhf_reward": {"reading": "last-token", "scale": 1.9, "shift": -0.4, "is_folded": true}
  ///
  /// `is_folded` says that scale and shift stand in the weights already, as transformers needs it.
  static let rewardKey = "rlhf_reward"

  /// What is written under that key; `nil` of a policy.
  static func rewardFields(_ role: Role) -> JSON? {
    func fields(_ reading: String, _ scale: Double, _ shift: Double, isFolded: Bool) -> JSON {
      [
        "reading": .text(reading), "scale": .number(scale), "shift": .number(shift),
        "is_folded": .flag(isFolded),
      ]
    }
    return switch role {
    case .policy: nil
    case .reward(let scale, let shift): fields("last-token", scale, shift, isFolded: true)
    case .tokenReward(let scale, let shift): fields("every-token", scale, shift, isFolded: false)
    }
  }

  /// Opens a reward model that is to judge responses of a world.
  ///
  /// A folder called `reward` that says nothing of rewards holds a model that reads every token, from a
  /// version that kept no unit: it is read with scale 1 and shift 0.
  ///
  /// - Parameters:
  ///   - words: the world's words, in the order of their tokens.
  ///   - contextLength: the longest sequence of the world, in tokens.
  ///   - world: its name, for messages.
  /// - Throws: ``ModelFolderProblem`` when it speaks other words, reads too little, or does not judge.
  public static func readReward(
    _ folder: URL, words: [String], contextLength: Int, world: String
  ) throws -> Contents {
    var contents = try read(folder)
    try require(contents, in: folder, words: words, contextLength: contextLength, world: world)
    if contents.role == .policy {
      guard folder.lastPathComponent == "reward" else {
        throw ModelFolderProblem(
          what: "this is a policy: it speaks or plays, but does not judge", path: folder.path,
          remedy: "give the folder of a reward model, such as reward beside it")
      }
      contents.role = .tokenReward(scale: 1, shift: 0)
    }
    return contents
  }
}

extension ConfigurationFields {
  /// What a reward model's configuration says of it; `nil` where it says nothing.
  var rewardRole: (ModelFolder.Role, RewardUnit?)? {
    get throws(ModelFolderProblem) {
      guard let fields = values[ModelFolder.rewardKey] else { return nil }
      guard let scale = fields["scale"]?.number, let shift = fields["shift"]?.number,
        scale.isFinite, shift.isFinite, case .flag(let isFolded)? = fields["is_folded"]
      else {
        throw problem("\(ModelFolder.rewardKey) has no scale, shift and is_folded that can be read")
      }
      let unit = RewardUnit(scale: scale, shift: shift)
      switch fields["reading"]?.text {
      case "last-token":
        return (isFolded ? .reward(scale: 1, shift: 0) : .reward(scale: scale, shift: shift), unit)
      case "every-token":
        guard !isFolded else {
          throw problem("\(ModelFolder.rewardKey) is folded, but reads every token")
        }
        return (.tokenReward(scale: scale, shift: shift), unit)
      default:
        throw problem("\(ModelFolder.rewardKey).reading is neither last-token nor every-token")
      }
    }
  }

  private func problem(_ what: String) -> ModelFolderProblem {
    ModelFolderProblem(
      what: what, path: path, remedy: "use the config.json that was written with the model")
  }
}
