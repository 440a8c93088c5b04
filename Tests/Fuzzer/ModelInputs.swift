import Foundation
import Randomness

/// Model folders that a run wrote, damaged in their numbers, their header or their configuration.
struct ModelInputs: Sendable {
  private static let names = ["model.safetensors", "config.json", "vocab.json"]
  private let models: [(world: String, files: [String: [UInt8]])]

  /// Takes the models from a run of ``ScenarioInputs/small``.
  init(run: URL) throws {
    models = try [
      ("text.tiny", "table-1/policy"), ("text.tiny", "table-1/reward"),
      ("text.tiny", "network-1/policy"), ("text.tiny", "network-1/reward"),
      ("board.tic-tac-toe", "game-1/policy"),
    ].map { world, folder in
      var files: [String: [UInt8]] = [:]
      for name in Self.names {
        files[name] = Array(try Data(contentsOf: run.appending(path: "models/\(folder)/\(name)")))
      }
      return (world, files)
    }
  }

  /// The input of a stream.
  func input(_ stream: inout RandomStream) -> FuzzInput {
    let model = models[stream.uniform(below: models.count)]
    var files = model.files
    switch stream.uniform(below: 6) {
    case 0: files["config.json"] = Self.edited(files["config.json"] ?? [], &stream)
    case 1: files["vocab.json"] = Self.edited(files["vocab.json"] ?? [], &stream)
    case 2:
      let name = Self.names[stream.uniform(below: 3)]
      files[name] = HostileText.damaged(files[name] ?? [], &stream)
    default:
      files["model.safetensors"] = Self.weights(files["model.safetensors"] ?? [], &stream)
    }
    let asks = model.world.hasPrefix("board") ? "" : "say ."
    return FuzzInput(
      kind: "models",
      files: Self.names.compactMap { name in files[name].map { ("model/\(name)", $0) } },
      arguments: stream.bernoulli(0.7)
        ? ["sample", "model", "--world", model.world, "--prompt", asks, "--count", "3"]
        : model.world.hasPrefix("board")
          ? ["play", "model", "--world", model.world]
          : ["run", "judge.yaml", "--smoke", "--out", "out", "--jobs", "1", "--quiet"]
    )
    .adding(("judge.yaml", Array(Self.judge.utf8)))
  }

  /// A scenario in which the model judges.
  private static let judge = """
    name: judge
    title: A model that judges
    seed: 1
    replications: 1
    base:
      world.name: text.tiny
      model: {kind: n-gram}
      pretraining.corpus_tokens: 600
      annotators.ai_judges.model: model
      feedback.ai_judges.share: 1

    """

  /// A number, a name or a value of a JSON text replaced.
  private static func edited(_ json: [UInt8], _ stream: inout RandomStream) -> [UInt8] {
    let text = String(decoding: json, as: UTF8.self)
    let tokens = text.matches(of: /-?\d+(\.\d+)?|true|false|null|"[^"]*"/)
    guard !tokens.isEmpty else { return json }
    let token = tokens[stream.uniform(below: tokens.count)].range
    let values = [
      "0", "-1", "1", "2", "1e300", "9223372036854775807", "null", "true", "false", "\"\"", "\"x\"",
      "[]", "{}", "\"\\u001b[31m\"", "[[[[[[[[]]]]]]]]", "4.5",
    ]
    return Array(
      text.replacingCharacters(in: token, with: values[stream.uniform(below: values.count)]).utf8)
  }

  /// Numbers of the weights replaced, or the header edited; half the time without its checksum.
  private static func weights(_ bytes: [UInt8], _ stream: inout RandomStream) -> [UInt8] {
    guard bytes.count > 8 else { return bytes }
    let length = bytes[0..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length < bytes.count - 8 else { return bytes }
    var header = Array(bytes[8..<8 + length])
    var data = Array(bytes[(8 + length)...])
    if stream.bernoulli(0.5) {
      header = Array(
        String(decoding: header, as: UTF8.self)
          .replacing(/"__metadata__":\{[^}]*\},?/, with: "").utf8)
    }
    if stream.bernoulli(0.3) {
      header = edited(header, &stream)
    } else if data.count >= 4 {
      let values: [Float] = [
        .nan, .infinity, -.infinity, 1e38, -1e38, .leastNonzeroMagnitude, 0, 1000, 1e6,
      ]
      for _ in 0...stream.uniform(below: 40) {
        let place = stream.uniform(below: data.count / 4) * 4
        let value = values[stream.uniform(below: values.count)].bitPattern
        for byte in 0..<4 { data[place + byte] = UInt8(truncatingIfNeeded: value >> (8 * byte)) }
      }
    }
    let count = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
    return count + header + data
  }
}

extension FuzzInput {
  /// The same with another file.
  fileprivate func adding(_ file: (path: String, content: [UInt8])) -> FuzzInput {
    var input = self
    input.files.append(file)
    return input
  }
}
