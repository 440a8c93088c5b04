/// One thing that is timed: some units of work, done again and again.
struct Workload {
  /// The key that the peers' programs use too.
  var name: String
  /// What is counted.
  var unit: String
  /// Units of work in one repeat.
  var count: Int
  /// How often it is timed, after one repeat that is not.
  var repeats = 5
  /// Does the work once.
  var run: () -> Void

  /// Times it, and says in one JSON line how long a repeat took (wall time).
  func measure() {
    run()
    let clock = ContinuousClock()
    let seconds = (0..<repeats).map { _ in clock.measure(run) / .seconds(1) }.sorted()
    print(
      """
      {"workload": "\(name)", "peer": "rlhf-sandbox", "unit": "\(unit)", "count": \(count), \
      "median_seconds": \(seconds[repeats / 2]), "min_seconds": \(seconds[0]), \
      "max_seconds": \(seconds[repeats - 1])}
      """)
  }
}
