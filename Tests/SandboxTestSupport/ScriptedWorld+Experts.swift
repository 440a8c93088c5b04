import Randomness
import SandboxCore

extension ScriptedWorld {
  /// Experts write an `a`, and then two words of which each is an `a` or a `c`.
  package func demonstration(of prompt: Prompt, using stream: inout RandomStream) -> Response? {
    Response(
      prompt: prompt, written: [1] + (0..<2).map { _ in stream.bernoulli(0.5) ? 1 : 3 },
      ending: .terminated)
  }
}
