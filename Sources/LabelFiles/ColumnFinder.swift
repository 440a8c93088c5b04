import PlainText

/// Finds the columns of a header by what was said about them and by their names.
///
/// Problems are kept until ``finish(hint:)``, so that all of them are told at once.
struct ColumnFinder {
  let header: [String]
  /// The columns of each name as ``ColumnRole/plain(_:)`` makes it, and as it is written.
  private let (plainColumns, exactColumns): ([String: [Int]], [String: [Int]])
  private let roles: [ColumnRole]
  /// Assignments of the mapping, understood: nil is a column that is to be ignored.
  private var named: [(role: ColumnRole, index: Int?)] = []
  private var missing: [ColumnRole] = []
  private var problems: [LabelFileProblem] = []
  /// Where the header stands.
  private let place: LabelFileProblem.Place

  /// - Parameters:
  ///   - roles: what the columns of this kind of file may be for.
  ///   - mapping: assignments, which must fit the header and the roles.
  ///   - place: where the header stands.
  init(
    _ header: [String], roles: [ColumnRole], mapping: ColumnMapping,
    at place: LabelFileProblem.Place
  ) {
    self.header = header
    plainColumns = Dictionary(grouping: header.indices) { ColumnRole.plain(header[$0]) }
    exactColumns = Dictionary(grouping: header.indices) { header[$0] }
    self.roles = roles
    self.place = place
    for assignment in mapping.assignments { understand(assignment) }
  }

  /// The columns that the mapping names for a role, in its order.
  func namedColumns(for role: ColumnRole) -> [Int] {
    named.compactMap { $0.role == role ? $0.index : nil }
  }

  /// Whether the mapping speaks of a role.
  func isNamed(_ role: ColumnRole) -> Bool { named.contains { $0.role == role } }

  /// The column for a role that the file need not have.
  mutating func optional(_ role: ColumnRole) -> Int? {
    if let assignment = named.first(where: { $0.role == role }) { return assignment.index }
    for names in role.names {
      let found = names.flatMap { ColumnRole.spellings(of: $0) }
        .flatMap { plainColumns[$0] ?? [] }.sorted()
      if found.count == 1 { return found[0] }
      if found.count > 1 {
        noteAmbiguity(of: role, among: found)
        return found[0]
      }
    }
    if let index = header.firstIndex(where: { $0 == role.tolokaName }) { return index }
    guard let prefix = role.prefix else { return nil }
    let found = header.indices.filter { header[$0].hasPrefix(prefix) }
    if found.count > 1, role != .truth { noteAmbiguity(of: role, among: found) }
    return found.first
  }

  /// The column for a role that the file must have; 0 when it is missing, which is noted.
  mutating func required(_ role: ColumnRole) -> Int {
    if let index = optional(role) { return index }
    missing.append(role)
    return 0
  }

  /// Whether a column for a role can be found, without noting anything.
  func has(_ role: ColumnRole) -> Bool {
    var copy = self
    return copy.optional(role) != nil
  }

  /// Notes a problem of the header.
  mutating func note(_ what: String, fix remedy: String) {
    problems.append(LabelFileProblem(what: what, place: place, remedy: remedy))
  }

  /// Throws what was found. The hint is added to the remedy where columns are missing.
  mutating func finish(path: String, hint: String = "") throws(InvalidLabelFile) {
    if !missing.isEmpty { noteMissing(hint: hint) }
    if !problems.isEmpty {
      throw InvalidLabelFile(
        path: path, problems: Array(problems.prefix(ProblemLog.limit)),
        problemCount: problems.count)
    }
  }

  private mutating func understand(_ assignment: ColumnMapping.Assignment) {
    let plain = ColumnRole.plain(assignment.role)
    guard
      let role = roles.first(where: { $0.rawValue == plain })
        ?? roles.first(where: { $0.names.joined().contains(plain) })
    else {
      let near = Spelling.close(to: plain, in: roles.map(\.rawValue))
      noteOption(
        "there is no column \(Excerpt.of(assignment.role)) to be named here",
        fix: near.map { "write \($0)=\(Excerpt.of(assignment.column))" }
          ?? "name some of \(roles.map(\.rawValue).joined(separator: ", "))")
      return
    }
    if role != .rater, isNamed(role) {
      noteOption("\(role.rawValue) is named twice", fix: "keep one of the two")
      return
    }
    if assignment.column.isEmpty {
      named.append((role, nil))
      return
    }
    let found =
      exactColumns[assignment.column] ?? plainColumns[ColumnRole.plain(assignment.column)] ?? []
    if found.count == 1 {
      named.append((role, found[0]))
    } else if found.isEmpty {
      if role != .rater { named.append((role, 0)) }
      let near = Spelling.close(to: assignment.column, in: header) ?? "NAME"
      noteOption(
        "the header has no column \(Excerpt.of(assignment.column)); it has \(Excerpt.list(header))",
        fix: "write \(role == .group ? "--group " : "\(role.rawValue)=")\(Excerpt.of(near))"
          + (near == "NAME" ? " with a name from the header" : ""), option: role.option)
    } else {
      named.append((role, found[0]))
      noteOption(
        "the header has \(found.count) columns called \(Excerpt.of(assignment.column))",
        fix: "give each column a name of its own", option: role.option)
    }
  }

  private mutating func noteOption(
    _ what: String, fix remedy: String, option: String = ColumnMapping.option
  ) {
    problems.append(LabelFileProblem(what: what, place: .option(option), remedy: remedy))
  }

  private mutating func noteAmbiguity(of role: ColumnRole, among found: [Int]) {
    let names = found.map { header[$0] }
    let choices = names.prefix(4).map { name in
      "\(ColumnMapping.option) \(role.rawValue)=\(Excerpt.of(name))"
    }
    note(
      "more than one column may be the \(role.rawValue): \(Excerpt.list(names))",
      fix: names.allSatisfy { $0 == names[0] }
        ? "give each column a name of its own" : "write \(choices.joined(separator: " or "))")
  }

  private mutating func noteMissing(hint: String) {
    let wanted = missing.map(\.rawValue)
    let assignments = missing.map { role in
      let near = role.names.joined().compactMap { Spelling.close(to: $0, in: header) }.first
      return "\(role.rawValue)=\(near.map { Excerpt.of($0) } ?? "NAME")"
    }
    let aliases = missing.map { role in
      let others = role.names.joined().dropFirst().joined(separator: ", ")
      return others.isEmpty ? role.rawValue : "\(role.rawValue) (or \(others))"
    }
    note(
      "the header has no column for \(wanted.joined(separator: ", ")); it has \(Excerpt.list(header))",
      fix:
        "write \(ColumnMapping.option) \(assignments.joined(separator: ",")) with names from the "
        + "header, or call the columns \(aliases.joined(separator: ", "))" + hint)
  }
}
