import Networks
import Randomness

@main
struct Main {
  static func main() {
    var step = TrainingStep()
    step.run()
    let clock = CPUClock()
    for _ in 0..<5 {
      let elapsed = clock.measure { for _ in 0..<20 { step.run() } }
      let s = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
      print("training", 20 * 64 * 32 / s)
    }
    var stream = RandomStream(seed: 3)
    let prompts = (0..<512).map { _ in (0..<8).map { _ in Int32(stream.uniform(below: 128)) } }
    for block in [32, 64, 128, 512] {
      let elapsed = clock.measure {
        for first in stride(from: 0, to: 512, by: block) {
          let session = step.model.makeDecodingSession(rowCount: block)
          let rows = (0..<Int32(block)).map { $0 }
          session.extend(rows: rows, tokens: prompts[first..<first + block].flatMap { $0 }, counts: Array(repeating: 8, count: block))
          for _ in 0..<23 {
            session.extend(rows: rows, tokens: rows.map { $0 % 128 }, counts: Array(repeating: 1, count: block))
          }
        }
      }
      let s = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
      print("sampling block", block, 512 * 24 / s)
    }
  }
}
import Glibc
struct CPUClock { func measure(_ f: () -> Void) -> Duration { var a = timespec(), b = timespec(); clock_gettime(CLOCK_THREAD_CPUTIME_ID, &a); f(); clock_gettime(CLOCK_THREAD_CPUTIME_ID, &b); return .seconds(b.tv_sec - a.tv_sec) + .nanoseconds(b.tv_nsec - a.tv_nsec) } }
