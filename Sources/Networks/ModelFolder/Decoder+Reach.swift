extension Decoder where Scalar == Float {
  /// A bound of every number that arises while the network reads a sequence, whatever the sequence: below
  /// the largest float, nothing overflows and all outputs are finite.
  ///
  /// With d the width and |T| the largest magnitude in tensor T, in order of computing:
  ///
  ///     stream s = |wte| + |wpe|       norm(s) = √d · |gain| + |bias|, its sum of squares ≤ 4d · s²
  ///     keys k = d · norm · |c_attn| + |bias|         scores ≤ d · k²       attended ≤ k
  ///     s += d · k · |c_proj| + |bias|                inner u = d · norm(s) · |c_fc| + |bias|
  ///     s += 4d · u · |c_proj| + |bias|               gelu's cube ≤ u³
  ///     logits ≤ d · norm(s) · |wte|                  scalar ≤ d · norm(s) · |score| + |bias|
  ///
  /// A freshly drawn decoder stays below 10⁹; one whose weights are all 10⁷ does not.
  var reach: Double {
    let largest = Dictionary(
      uniqueKeysWithValues: layout.groups.map { group in
        (group.name, parameters[group.range].reduce(0) { max($0, Double(abs($1))) })
      })
    func size(_ name: String) -> Double { largest[name] ?? .infinity }
    let d = Double(shape.width)
    var worst = 0.0
    var stream = size("wte.weight") + size("wpe.weight")
    func norm(_ name: String) -> Double {
      worst = max(worst, 4 * d * stream * stream)
      return d.squareRoot() * size(name + ".weight") + size(name + ".bias")
    }
    func linear(_ input: Double, count: Double, _ name: String) -> Double {
      count * input * size(name + ".weight") + size(name + ".bias")
    }
    for layer in 0..<shape.layerCount {
      let block = "h.\(layer)."
      let keys = linear(norm(block + "ln_1"), count: d, block + "attn.c_attn")
      stream += linear(keys, count: d, block + "attn.c_proj")
      let inner = linear(norm(block + "ln_2"), count: d, block + "mlp.c_fc")
      stream += linear(inner, count: 4 * d, block + "mlp.c_proj")
      worst = max(worst, d * keys * keys, inner * inner * inner)
    }
    let read = norm("ln_f")
    return max(worst, d * read * size("wte.weight"), linear(read, count: d, "score"))
  }

  /// Stops where finite weights could lead to numbers that are not.
  func requireFiniteOutputs(path: String) throws(ModelFolderProblem) {
    guard !(reach < Double(Float.greatestFiniteMagnitude)) else { return }
    let largest = layout.groups.max { a, b in
      (parameters[a.range].map(abs).max() ?? 0) < (parameters[b.range].map(abs).max() ?? 0)
    }
    guard let largest, let weight = parameters[largest.range].map(abs).max() else { return }
    throw ModelFolderProblem(
      what:
        "the weights are so large (\(weight) in \(largest.name)) that what the network computes "
        + "can overflow",
      path: path, remedy: "train the model again; its training went astray or the file is damaged")
  }
}
