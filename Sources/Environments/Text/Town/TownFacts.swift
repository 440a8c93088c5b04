/// What is true in the town. Every answer to a question rests on these tables.
enum TownFacts {
  /// One of the dozen residents.
  struct Resident {
    let name, trade, home, habit, time, party: String
    let ailment: String?
  }

  /// What one trade sells and for how many coins.
  struct Ware {
    let trade, good, price, topic: String
  }

  /// Something that leaves the town.
  struct Line {
    let vehicle, land, day, price: String
  }

  /// A party, its leader, and what it wants for the town.
  struct Party {
    let name, leader, project: String
  }

  // The homes are not where one would guess, so that nobody can answer by guessing.
  static let residents: [Resident] = [
    resident("anna", "baker", "mill", "sings", "dawn", "harbour", "cough"),
    resident("bram", "smith", "bridge", "snores", "night", "hill"),
    resident("clara", "cook", "harbour", "dances", "night", "harbour", "burn"),
    resident("dirk", "ferryman", "inn", "swims", "dawn", "harbour"),
    resident("ella", "teacher", "hill", "reads", "night", "hill", "headache"),
    resident("finn", "fisher", "well", "sings", "night", "harbour", "cold"),
    resident("greta", "healer", "garden", "paints", "dawn", "hill"),
    resident("hugo", "mayor", "chapel", "snores", "dawn", "hill", "headache"),
    resident("ida", "gardener", "forge", "reads", "dawn", "harbour"),
    resident("jonas", "farmer", "school", "dances", "dawn", "hill", "cold"),
    resident("karin", "miller", "market", "swims", "night", "harbour", "cough"),
    resident("lars", "tailor", "farm", "paints", "night", "hill", "burn"),
  ]

  static let wares: [Ware] = [
    Ware(trade: "baker", good: "bread", price: "two", topic: "food"),
    Ware(trade: "smith", good: "iron", price: "seven", topic: "work"),
    Ware(trade: "cook", good: "soup", price: "three", topic: "food"),
    Ware(trade: "ferryman", good: "rope", price: "five", topic: "work"),
    Ware(trade: "teacher", good: "paper", price: "three", topic: "work"),
    Ware(trade: "fisher", good: "fish", price: "six", topic: "food"),
    Ware(trade: "healer", good: "salve", price: "six", topic: "health"),
    Ware(trade: "gardener", good: "tea", price: "two", topic: "food"),
    Ware(trade: "farmer", good: "honey", price: "seven", topic: "food"),
    Ware(trade: "miller", good: "flour", price: "four", topic: "food"),
    Ware(trade: "tailor", good: "cloth", price: "five", topic: "work"),
  ]

  static let lines: [Line] = [
    Line(vehicle: "ferry", land: "island", day: "tuesday", price: "four"),
    Line(vehicle: "coach", land: "city", day: "friday", price: "seven"),
    Line(vehicle: "wagon", land: "valley", day: "monday", price: "three"),
  ]

  static let parties: [Party] = [
    Party(name: "harbour", leader: "dirk", project: "bridge"),
    Party(name: "hill", leader: "ella", project: "road"),
  ]

  /// The day on which a place is open.
  static let openings: [(place: String, day: String)] = [
    ("market", "saturday"), ("school", "monday"), ("inn", "friday"), ("forge", "tuesday"),
    ("mill", "wednesday"), ("farm", "thursday"), ("chapel", "sunday"), ("garden", "thursday"),
  ]

  /// The color of the lantern that hangs at a place.
  static let lanterns: [(place: String, color: String)] = [
    ("mill", "red"), ("bridge", "blue"), ("harbour", "green"), ("inn", "white"),
    ("hill", "blue"), ("well", "black"), ("garden", "green"), ("chapel", "white"),
    ("forge", "red"), ("school", "blue"), ("market", "green"), ("farm", "black"),
  ]

  /// What helps against what.
  static let remedies: [(ailment: String, good: String)] = [
    ("cough", "honey"), ("cold", "soup"), ("burn", "salve"), ("headache", "tea"),
  ]

  private static func resident(
    _ name: String, _ trade: String, _ home: String, _ habit: String, _ time: String,
    _ party: String, _ ailment: String? = nil
  ) -> Resident {
    Resident(
      name: name, trade: trade, home: home, habit: habit, time: time, party: party,
      ailment: ailment)
  }
}
