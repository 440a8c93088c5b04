/// What share of false findings to expect when all p values up to each one are called findings.
///
///     q_(i) = min_{k ≥ i} m p_(k) / k
///
/// Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x. Holds for independent tests, and
/// for those that depend on each other positively.
///
/// - Parameter pValues: in 0...1, in any order.
/// - Returns: in the same order; each at least its p value, and at most 1.
public func benjaminiHochberg(_ pValues: [Double]) -> [Double] {
  var adjusted = pValues
  var least = 1.0
  let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
  for (place, index) in order.enumerated().reversed() {
    least = min(least, pValues[index] * Double(pValues.count) / Double(place + 1))
    adjusted[index] = least
  }
  return adjusted
}

extension [Suspicion?] {
  /// The suspicions with the rates of false discovery that go with their p values.
  var adjusted: [Suspicion?] {
    let rates = benjaminiHochberg(compactMap { $0?.pValue })
    var next = rates.makeIterator()
    return map { suspicion in
      guard var suspicion, suspicion.pValue != nil else { return suspicion }
      suspicion.falseDiscoveryRate = next.next()
      return suspicion
    }
  }
}
