import LabelFiles

extension InvalidLabelFile {
  /// Something that an option asks for and the file does not allow.
  static func option(_ name: String, _ what: String, fix remedy: String) -> InvalidLabelFile {
    InvalidLabelFile(
      path: name, problems: [LabelFileProblem(what: what, place: .option(name), remedy: remedy)])
  }
}
