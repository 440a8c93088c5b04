import Foundation

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
  /// Whether the most memory that a started process held is said too.
  var measuresMemory = false
  /// Does the work once.
  var run: () -> Void

  /// Describes work on something that is made in the first repeat, which is not timed: a program that
  /// knows all workloads does not make what it needs for one of them.
  static func on<Input>(
    _ input: @escaping () -> Input, name: String, unit: String, count: Int, repeats: Int = 5,
    run: @escaping (Input) -> Void
  ) -> Workload {
    var made: Input?
    return Workload(name: name, unit: unit, count: count, repeats: repeats) {
      let ready = made ?? input()
      made = ready
      run(ready)
    }
  }

  /// Times it, and says in one JSON line how long a repeat took.
  func measure() {
    run()
    let seconds = (0..<repeats).map { _ in
      let start = Self.now
      run()
      return Self.now - start
    }.sorted()
    let memory = measuresMemory ? "\"megabytes\": \(Self.childrensPeak), " : ""
    print(
      """
      {"workload": "\(name)", "peer": "rlhf-sandbox", "unit": "\(unit)", "count": \(count), \(memory)\
      "median_seconds": \(seconds[repeats / 2]), "min_seconds": \(seconds[0]), \
      "max_seconds": \(seconds[repeats - 1])}
      """)
  }

  /// Seconds on the clock that `BENCH_CLOCK` names: the wall's, or with `cpu` the time that this process has had.
  private static var now: Double {
    let isProcessorTime = ProcessInfo.processInfo.environment["BENCH_CLOCK"] == "cpu"
    var time = timespec()
    clock_gettime(isProcessorTime ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The largest resident set of the processes that ran to their end, in MB.
  private static var childrensPeak: Int {
    var usage = rusage()
    #if os(macOS)
      getrusage(RUSAGE_CHILDREN, &usage)
      return Int(usage.ru_maxrss) / 1_000_000
    #else
      getrusage(RUSAGE_CHILDREN.rawValue, &usage)
      return Int(usage.ru_maxrss) * 1_024 / 1_000_000
    #endif
  }
}
