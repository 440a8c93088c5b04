import Foundation
import Randomness
import SandboxCore
import Testing

@testable import Environments

@Test func dump() {
  let clock = ContinuousClock()
  var town = TownWorld()
  print("init", clock.measure { town = TownWorld() })
  print(town.description)
  var stream = RandomStream(seed: 3)
  for family in TownFamily.allCases {
    for prompt in town.prompts(in: .training).filter({ $0.family == family.rawValue }).dropFirst(3).prefix(5) {
      print(town.vocabulary.text(prompt.tokens), prompt.topic)
      for (kind, response) in town.exampleResponses(for: prompt) {
        let e = town.episode(response)
        print("   ", String(format: "%.2f", e.gold.value), kind, "|", town.vocabulary.text(response.continuation))
      }
    }
  }
  for d in town.demonstrations(count: 25, using: &stream) {
    print(String(format: "%.2f", town.episode(d).gold.value), town.transcript(of: d))
  }
  for s in town.corpus(tokenCount: 1200, using: &stream) { print(town.vocabulary.text(s)) }
  var c: [[Token]] = []
  print("corpus", clock.measure { c = town.corpus(tokenCount: 800_000, using: &stream) }, c.count, c.reduce(0) { $0 + $1.count })
  let demos = town.demonstrations(count: 4000, using: &stream)
  let golds = demos.map { town.episode($0).gold.value }
  print("demo mean gold", golds.reduce(0, +) / 4000, "mean len", Double(demos.reduce(0) { $0 + $1.continuation.count }) / 4000, "prompt", Double(demos.reduce(0) { $0 + $1.prompt.tokens.count }) / 4000, "max", demos.map { $0.prompt.tokens.count }.max()!)
  var sum = 0.0
  print("judge", clock.measure { for d in demos { sum += town.attributes(of: d).values[0] } } / 4000)
  print("best", clock.measure { for d in demos.prefix(200) { sum += town.bestKnownReward(for: d.prompt)!.value } } / 200, sum)
  var f: [Double] = []
  for p in town.prompts(in: .training) { f.append(town.bestKnownReward(for: p)!.value) }
  print(f.min()!, f.max()!)
}
