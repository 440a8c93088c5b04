import SandboxCore

/// A world that scenarios can name: how it is made, what it lets one set, and what suits it.
///
/// A new world is one file with its ``Environment`` and its definition, its tests, and a line in ``Worlds``.
public protocol WorldDefinition: Sendable {
  /// The name scenarios use, such as `board.tic-tac-toe`.
  var name: String { get }
  /// What it is, in one sentence.
  var summary: String { get }
  /// Whether two sides play: it can be played against, and has no text.
  var isGame: Bool { get }
  /// What it lets one set, with whole keys, besides ``WorldSettings``.
  var settings: [Setting] { get }
  /// The settings of all stages that suit it, where they differ from those declared.
  var recommended: [String: SettingValue] { get }
  /// An attribute and words of the world: what an adversarial annotator might be after.
  var targets: (attribute: String, words: String) { get }
  /// Settings of the world that do not go together.
  func conflicts(_ values: SettingValues) -> [SettingConflict]
  /// The world itself.
  ///
  /// - Throws: ``ModelFolderProblem`` when an opponent's model cannot be used.
  func world(_ values: SettingValues) throws -> any Environment
}

extension WorldDefinition {
  /// It is text.
  public var isGame: Bool { false }
  /// None of its own.
  public var settings: [Setting] { [] }
  /// All go together.
  public func conflicts(_ values: SettingValues) -> [SettingConflict] { [] }
}

/// The worlds that ship.
public enum Worlds {
  /// Every world, in the order in which documents list them.
  public static let all = PartList<any WorldDefinition>(
    "world",
    [
      TownDefinition(), VastTownDefinition(), TinyTextDefinition(), TicTacToeDefinition(),
      ConnectFourDefinition(),
    ],
    name: { $0.name }, summary: { $0.summary })

  /// The world of a name.
  public static func named(_ name: WorldName) -> any WorldDefinition { all.named(name.rawValue) }

  /// What can be set of worlds, each key once.
  public static let settings = (WorldSettings.declared + all.flatMap(\.settings)).eachOnce
}

/// The name of a world that ships.
public struct WorldName: RawRepresentable, Sendable, Hashable, CaseIterable {
  /// As scenarios write it.
  public let rawValue: String

  /// A world's name; `nil` where there is no such world.
  public init?(rawValue: String) {
    guard Worlds.all.names.contains(rawValue) else { return nil }
    self.rawValue = rawValue
  }

  private init(known: String) { rawValue = known }

  /// The readable toy English, which a scenario gets that names no world.
  public static let town = WorldName(known: TownDefinition().name)
  /// The town in the vocabulary of a real language model.
  public static let vast = WorldName(known: VastTownDefinition().name)
  /// The text world that can be listed.
  public static let tiny = WorldName(known: TinyTextDefinition().name)
  /// Tic-tac-toe.
  public static let ticTacToe = WorldName(known: TicTacToeDefinition().name)
  /// Connect four.
  public static let connectFour = WorldName(known: ConnectFourDefinition().name)

  /// All names.
  public static var allCases: [WorldName] { Worlds.all.names.map { WorldName(known: $0) } }
}

/// What can be set of every world.
public struct WorldSettings: SettingsGroup {
  /// `world`
  public static let section = "world"
  /// Which world.
  public var name = WorldName.town
  /// Whether the reward function's penalties are in force.
  public var constraints = true
  /// The sizes of penalties where they are not the world's, as field `size` by the name of the constraint.
  public var penalties: [TableEntry] = []

  /// `text.town` with its penalties.
  public init() {}

  /// The declarations.
  public static let settings: [GroupSetting<Self>] = [
    .choice("name", \.name, "The world to act in."),
    .flag("constraints", \.constraints, "Whether the reward's penalties are in force."),
    .table(
      "penalties", \.penalties,
      SettingTable(
        noun: "penalty", example: "{no_harm: 2}",
        fields: [.init("size", "Reward units that a full violation costs.", .number(0...1000))],
        short: "size"),
      "Sizes of penalties, by the name of the constraint, where they are not the world's own."),
  ]

  /// Whether a setting of worlds changes what is good, and neither words nor rules.
  public static func isOfReward(_ setting: Setting) -> Bool {
    ["world.constraints", "world.penalties"].contains(setting.key)
  }
}
