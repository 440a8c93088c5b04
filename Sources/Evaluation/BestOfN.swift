/// Best-of-n sampling, worked out from one set of samples instead of played.
public enum BestOfN {
  /// The expected gold reward of the response that a proxy likes best among n, from N samples.
  ///
  ///     R_n = C(N, n)⁻¹ · Σ_{i = n…N} C(i − 1, n − 1) · g_(i)
  ///
  /// g_(i) is the gold reward of the sample with the i-th lowest proxy reward. The average over all
  /// subsets of n, hence unbiased: Nakano et al. 2021, arXiv:2112.09332. Samples that the
  /// proxy cannot tell apart share the mean of their gold rewards, as if drawn by lot. For n = 1 it
  /// is the mean gold reward, for n = N the gold reward of the proxy's favourite.
  ///
  /// - Parameters:
  ///   - gold: N gold rewards, N ≥ 1.
  ///   - proxy: the proxy's reward of each, in the same order.
  ///   - n: in 1...N.
  public static func expectedGold(gold: [Double], proxy: [Double], n: Int) -> Double {
    precondition(gold.count == proxy.count, "\(gold.count) gold but \(proxy.count) proxy rewards")
    precondition((1...gold.count).contains(n), "the best of \(n) among \(gold.count) samples")
    let ordered = shareTies(gold: gold, proxy: proxy)
    // C(i − 1, n − 1) / C(N, n), from the top down: n / N at i = N, and the ratio of neighbours is
    // (i − n) / (i − 1). So nothing overflows.
    var weight = Double(n) / Double(ordered.count)
    var sum = 0.0
    for i in stride(from: ordered.count, through: n, by: -1) {
      sum += weight * ordered[i - 1]
      if i > 1 { weight *= Double(i - n) / Double(i - 1) }
    }
    return sum
  }

  /// The gold rewards by ascending proxy reward, those of equal proxy replaced by their mean.
  private static func shareTies(gold: [Double], proxy: [Double]) -> [Double] {
    let order = proxy.indices.sorted {
      proxy[$0] == proxy[$1] ? $0 < $1 : proxy[$0] < proxy[$1]
    }
    var ordered = order.map { gold[$0] }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, proxy[order[end]] == proxy[order[start]] { end += 1 }
      let mean = ordered[start..<end].reduce(0, +) / Double(end - start)
      for place in start..<end { ordered[place] = mean }
      start = end
    }
    return ordered
  }
}
