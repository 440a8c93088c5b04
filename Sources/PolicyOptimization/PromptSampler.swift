import Randomness
import SandboxCore

/// Prompts dealt in random order, every one once before any comes again.
struct PromptSampler {
  private let prompts: [Prompt]
  private let stream: RandomStream
  private var order: [Int] = []
  private var passCount = 0

  init(_ prompts: [Prompt], stream: RandomStream) {
    self.prompts = prompts
    self.stream = stream
  }

  /// The next `count` prompts.
  mutating func deal(_ count: Int) -> [Prompt] {
    (0..<count).map { _ in
      if order.isEmpty {
        var shuffling = stream.child(passCount)
        order = shuffling.permutation(prompts.count)
        passCount += 1
      }
      return prompts[order.removeLast()]
    }
  }
}
