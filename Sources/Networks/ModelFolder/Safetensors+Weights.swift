import PlainText

extension Safetensors {
  /// The largest weight of a model that is read, in magnitude. Trained ones seldom reach 100; the scale
  /// of a reward model whose scores hardly differ may raise its head far above.
  static let weightLimit: Float = 1e9

  /// Stops at the first number that is none, or that no training leaves.
  func requireWeights(path: String) throws(ModelFolderProblem) {
    for name in names {
      // Not a number is not within any bound.
      guard let values = self[name]?.values,
        let place = values.firstIndex(where: { !(abs($0) <= Self.weightLimit) })
      else { continue }
      let value = values[place]
      throw ModelFolderProblem(
        what: "number \(place) of tensor \(Excerpt.of(name)) is "
          + (value.isNaN ? "nan" : "\(value)")
          + (value.isFinite ? ", but a weight is at most \(Self.weightLimit)" : ""),
        path: path, remedy: "train the model again; its training went astray or the file is damaged"
      )
    }
  }

  /// Stops at the first tensor that a model has no place for: another network than its configuration's.
  ///
  /// - Parameter known: the names of those that were read.
  func requireNoOthers(than known: Set<String>, path: String) throws(ModelFolderProblem) {
    guard let other = names.first(where: { !known.contains($0) }) else { return }
    throw ModelFolderProblem(
      what:
        "tensor \(Excerpt.of(other)) has no place in the model that the configuration describes",
      path: path, remedy: "use the model.safetensors that was written with this config.json")
  }

  /// The checksum of all numbers as they lie in the file.
  var dataChecksum: String {
    var checksum = SHA256()
    for name in names { self[name]?.values.withUnsafeBytes { checksum.add($0) } }
    return checksum.finished()
  }
}
