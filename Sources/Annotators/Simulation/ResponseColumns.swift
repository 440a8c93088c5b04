import SandboxCore

/// What many responses show people, as columns of numbers: response i in row i of each.
///
/// Columns that nobody looks at may stay empty.
public struct ResponseColumns: Sendable, Hashable {
  /// Gold rewards, in reward units.
  public var gold: [Double]
  /// One column for each attribute of the world, in its order.
  public var attributes: [[Double]]
  /// Counts of the tokens that the agent wrote; empty where nobody minds length.
  public var lengths: [Double]
  /// Who wrote each: places in ``ComparisonTable/writers``; empty where nobody was told.
  public var writers: [UInt8]
  /// Numbers that stand for the responses, equal for equal ones: a person's error hangs on them. Empty
  /// where nobody misperceives.
  public var fingerprints: [Int]
  /// How each response came about; empty where nobody is short-sighted.
  public var courses: Courses

  /// Moments of many responses, one after the other.
  public struct Courses: Sendable, Hashable {
    /// Response i has the moments starts[i]..<starts[i + 1]; one number more than responses, or none.
    public var starts: [Int]
    /// The gold reward at each moment, in reward units.
    public var gold: [Double]
    /// One column for each attribute: its value at each moment.
    public var attributes: [[Double]]

    /// Moments; the parameters are the properties of the same names.
    public init(starts: [Int] = [], gold: [Double] = [], attributes: [[Double]] = []) {
      self.starts = starts
      self.gold = gold
      self.attributes = attributes
    }
  }

  /// Responses; the parameters are the properties of the same names.
  public init(
    gold: [Double], attributes: [[Double]] = [], lengths: [Double] = [], writers: [UInt8] = [],
    fingerprints: [Int] = [], courses: Courses = Courses()
  ) {
    self.gold = gold
    self.attributes = attributes
    self.lengths = lengths
    self.writers = writers
    self.fingerprints = fingerprints
    self.courses = courses
  }

  /// The columns of episodes; `writers` are places of their writers' names, or none.
  init(_ episodes: [Episode], writers: [UInt8]) {
    let attributeCount = episodes.first?.attributes.values.count ?? 0
    var courses = Courses(
      starts: [0], attributes: [[Double]](repeating: [], count: attributeCount))
    for episode in episodes {
      for moment in episode.course {
        courses.gold.append(moment.gold.value)
        for k in 0..<attributeCount { courses.attributes[k].append(moment.attributes.values[k]) }
      }
      courses.starts.append(courses.gold.count)
    }
    self.init(
      gold: episodes.map(\.gold.value),
      attributes: (0..<attributeCount).map { k in episodes.map { $0.attributes.values[k] } },
      lengths: episodes.map { Double($0.response.agentTokenCount) }, writers: writers,
      fingerprints: episodes.map(\.response.fingerprint),
      courses: courses.gold.isEmpty ? Courses() : courses)
  }

  /// Stops the program where a column is neither empty nor as long as there are responses.
  func requireRows(_ count: Int, _ name: String) {
    let columns = [lengths.count, writers.count, fingerprints.count]
    precondition(
      gold.count == count && attributes.allSatisfy { $0.count == count }
        && columns.allSatisfy { $0 == 0 || $0 == count },
      "columns of \(name) responses are not all of length \(count)")
    guard !courses.starts.isEmpty else { return }
    precondition(
      courses.starts.count == count + 1 && courses.starts.first == 0
        && courses.starts.last == courses.gold.count
        && zip(courses.starts, courses.starts.dropFirst()).allSatisfy { $0 <= $1 }
        && courses.attributes.allSatisfy { $0.count == courses.gold.count },
      "courses of \(name) responses do not fit \(count) responses")
  }
}
