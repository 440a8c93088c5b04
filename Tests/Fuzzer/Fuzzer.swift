import Foundation
import Randomness
import Synchronization

/// Makes inputs, gives them to the command, and holds every ending to the rules.
struct Fuzzer: Sendable {
  private let program: String
  private let seed: UInt64
  private let folder: URL
  private let scenarios: ScenarioInputs
  private let models: ModelInputs
  private let watch = WatchedProcess()

  /// Prepares the inputs that others are made from, by a small run of the program.
  ///
  /// - Parameters:
  ///   - program: the command's path.
  ///   - scenarios: the folder of the shipped scenarios.
  ///   - folder: where inputs are written.
  init(program: String, seed: UInt64, scenarios: URL, folder: URL) throws {
    self.program = program
    self.seed = seed
    self.folder = folder
    self.scenarios = try ScenarioInputs(folder: scenarios)
    let base = folder.appending(path: "base")
    try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
    try Data(ScenarioInputs.small.utf8).write(to: base.appending(path: "fuzz.yaml"))
    var patient = WatchedProcess()
    patient.secondsLimit = 300
    let outcome = try patient.run(
      program, ["run", "fuzz.yaml", "--smoke", "--out", "out", "--jobs", "1"], in: base,
      sink: .files)
    guard outcome.ending == .exited(0) else {
      throw FuzzingFailed(
        description: "the small run that makes models ended with \(outcome.ending)")
    }
    models = try ModelInputs(run: base.appending(path: "out"))
  }

  /// The input of a number; it depends on the seed and the number alone.
  func input(_ number: Int) -> FuzzInput {
    var stream = RandomStream(seed: seed).child("fuzz").child(number)
    let kind = stream.uniform()
    var input =
      if kind < 0.45 {
        LabelInputs().input(&stream)
      } else if kind < 0.65 {
        scenarios.input(&stream)
      } else if kind < 0.8 {
        models.input(&stream)
      } else {
        SettingInputs().input(&stream)
      }
    if stream.bernoulli(0.05) { input.sink = stream.bernoulli(0.5) ? .full : .closed }
    return input
  }

  /// Tries the input of a number.
  ///
  /// - Returns: how it ended, and what was wrong with that; a folder with a fault is kept.
  func attempt(_ number: Int) throws -> (
    kind: String, outcome: WatchedProcess.Outcome, fault: String?
  ) {
    let input = input(number)
    let place = folder.appending(path: "\(number)")
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try input.write(to: place)
    let outcome = try watch.run(program, input.arguments, in: place, sink: input.sink)
    let fault = fault(of: outcome, input: input, in: place)
    if fault == nil {
      try FileManager.default.removeItem(at: place)
    } else {
      let line = (["rlhf"] + input.arguments).map { "'\($0)'" }.joined(separator: " ")
      try Data("\(line)\noutput: \(input.sink.rawValue)\n".utf8)
        .write(to: place.appending(path: "command.txt"))
    }
    return (input.kind, outcome, fault)
  }

  /// What breaks the rules, or `nil`.
  private func fault(
    of outcome: WatchedProcess.Outcome, input: FuzzInput, in place: URL
  ) -> String? {
    switch outcome.ending {
    case .tooSlow: return "took more than \(Int(watch.secondsLimit)) s"
    case .tooLarge: return "took more than 1 GB"
    case .killed(let signal): return "died of signal \(signal)"
    case .exited(let code) where ![0, 1, 64, 65].contains(code): return "ended with code \(code)"
    case .exited(let code):
      guard input.sink == .files else { return nil }
      let errors = (try? Data(contentsOf: place.appending(path: "stderr"))) ?? Data()
      if code != 0, errors.isEmpty { return "ended with code \(code) without a word" }
      if errors.count > 64 << 10 { return "wrote \(errors.count) bytes of errors" }
      if errors.contains(0x1B) { return "let an escape character through" }
      if code == 0, input.expectsJSON {
        let output = (try? Data(contentsOf: place.appending(path: "stdout"))) ?? Data()
        if (try? JSONSerialization.jsonObject(with: output)) == nil { return "printed no JSON" }
      }
      return nil
    }
  }

  /// Tries inputs from a number on until the time is over, on two threads.
  func run(from first: Int, seconds: Double) throws -> FuzzTally {
    let end = ContinuousClock.now + .seconds(seconds)
    let next = Atomic(first)
    let tally = Mutex(FuzzTally())
    DispatchQueue.concurrentPerform(iterations: 2) { _ in
      while ContinuousClock.now < end {
        let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
        do {
          let (kind, outcome, fault) = try attempt(number)
          tally.withLock { $0.add(kind: kind, number: number, outcome: outcome, fault: fault) }
        } catch {
          tally.withLock { $0.broken.append("input \(number): \(error)") }
          return
        }
      }
    }
    return tally.withLock { $0 }
  }
}

/// The fuzzer itself could not do its work.
struct FuzzingFailed: Error, CustomStringConvertible {
  var description: String
}
