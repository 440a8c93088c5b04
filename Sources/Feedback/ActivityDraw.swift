import Randomness

/// Draws accounts in proportion to their activity, such that newcomers disturb others' draws least.
///
/// Going through the accounts in order, each takes the draw from whoever holds it with probability
/// w_j / (w_0 + … + w_j), which leaves account j holding it in the end with probability w_j / Σ w. From
/// the holder i one leaps to the next who takes over: the first j with
///
///     w_0 + … + w_j > (w_0 + … + w_i) / u,   u uniform on 0..<1
///
/// so that a draw from n takes about ln n leaps, not n. An account added at the end wins its share of the
/// draws and changes no other. Lamping & Veach 2014, arXiv:1406.2294, section 2, with weights.
struct ActivityDraw: Sendable {
  /// The accounts that can be drawn, as places in the pool.
  let places: [Int]
  private let weights: [Double]
  /// w_0 + … + w_j.
  private let cumulative: [Double]

  /// Draws from these accounts.
  ///
  /// - Parameter weights: as many as places, each > 0.
  init(places: [Int], weights: [Double]) {
    self.places = places
    self.weights = weights
    var total = 0.0
    cumulative = weights.map { weight in
      total += weight
      return total
    }
  }

  /// The account that wins one draw.
  ///
  /// - Parameters:
  ///   - attempt: which draw of this luck; each is independent.
  ///   - luck: of one panel.
  func place(attempt: Int, using luck: RandomKey) -> Int {
    var holder = 0
    let total = cumulative[cumulative.count - 1]
    for leap in 0..<64 {
      let threshold = cumulative[holder] / luck.uniform(at: attempt * 64 + leap)
      guard threshold < total else { break }
      holder = firstIndex(above: threshold, from: holder + 1)
    }
    return places[holder]
  }

  /// Different accounts, drawn without replacement; fewer if there are not so many.
  ///
  /// - Parameters:
  ///   - size: how many, ≥ 0.
  ///   - luck: of this panel.
  ///   - isExcluded: whom not to draw.
  func panel(_ size: Int, using luck: RandomKey, besides isExcluded: (_ place: Int) -> Bool)
    -> [Int]
  {
    var panel: [Int] = []
    var attempt = 0
    while panel.count < size,
      let place = next(
        &attempt, using: luck, besides: { isExcluded($0) || panel.contains($0) })
    {
      panel.append(place)
    }
    return panel
  }

  /// Draws again until it is somebody else, which is drawing without replacement; `nil` if there is
  /// nobody else.
  func next(
    _ attempt: inout Int, using luck: RandomKey, besides isExcluded: (_ place: Int) -> Bool
  ) -> Int? {
    for _ in 0..<100 {
      let place = place(attempt: attempt, using: luck)
      attempt += 1
      if !isExcluded(place) { return place }
    }
    // A few accounts have nearly all the activity, and are excluded: one draw from the others.
    let others = filtered { !isExcluded($0) }
    guard !others.places.isEmpty else { return nil }
    attempt += 1
    return others.place(attempt: attempt - 1, using: luck)
  }

  /// A draw from the accounts that remain.
  private func filtered(_ remains: (_ place: Int) -> Bool) -> ActivityDraw {
    let rest = places.indices.filter { remains(places[$0]) }
    return ActivityDraw(places: rest.map { places[$0] }, weights: rest.map { weights[$0] })
  }

  private func firstIndex(above threshold: Double, from start: Int) -> Int {
    var (low, high) = (start, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if cumulative[middle] > threshold { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
