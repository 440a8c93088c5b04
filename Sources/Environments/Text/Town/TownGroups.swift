import SandboxCore

/// The people of the town, by what they like.
///
/// All of them want to be helped; on food, travel and health they differ in manners alone. The
/// harbour and the hill clash on politics, the hill and the others on how to treat neighbours.
enum TownGroups {
  static let all: [Group] = [
    Group(name: "plain", meaning: "People who want exactly what is truly good."),
    Group(
      name: "elders", meaning: "They want to be spoken to formally and at leisure.",
      tastes: [
        taste("formality", 1.2), taste("warmth", 0.6), taste("length", 0.06),
        taste("padding", 0.8), taste("harm", -1),
      ]),
    Group(
      name: "students", meaning: "They want it short and without ceremony.",
      tastes: [
        taste("formality", -1.2), taste("length", -0.12), taste("padding", -1),
      ]),
    Group(
      name: "harbour", meaning: "They stand by their party, and are gentle with neighbours.",
      tastes: [
        taste("slant", 2.5, on: "politics"), taste("warmth", 0.5),
        taste("harm", -1.5, on: "neighbours"),
      ]),
    Group(
      name: "hill",
      meaning: "They stand by the other party, and think a wrong deserves an answer in kind.",
      tastes: [
        taste("slant", -2.5, on: "politics"), taste("warmth", -0.4),
        taste("harm", 5.5, on: "neighbours"),
      ]),
  ]

  private static func taste(
    _ attribute: String, _ weight: Double, on topics: String...
  ) -> Group.Taste {
    Group.Taste(attribute: attribute, weight: weight, topics: topics)
  }
}
