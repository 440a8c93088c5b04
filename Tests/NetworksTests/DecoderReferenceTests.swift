import Foundation
import Testing

@testable import Networks

/// The decoder against PyTorch and transformers; `Fixtures/README.md` says how the reference was made.
@Suite struct DecoderReferenceTests {
  struct Expected: Decodable {
    struct Masked: Decodable {
      var legal: [[Int]]
      var loss: Double
    }
    struct AdamWRun: Decodable {
      var losses: [Double]
      var gradientNorms: [Double]
    }
    var sequences: [[Int32]]
    var crossEntropy: Double
    var pairwise: Double
    var rewards: [Double]
    var masked: Masked
    var adamw: AdamWRun
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")
  let expected: Expected
  let arrays: Safetensors
  let workspace = Workspace()

  init() throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    expected = try decoder.decode(
      Expected.self, from: Data(contentsOf: Self.folder.appending(path: "expected.json")))
    arrays = try Safetensors(contentsOf: Self.folder.appending(path: "expected.safetensors"))
  }

  static func decoder(_ name: String) throws -> Decoder<Float> {
    let folder = folder.appending(path: name)
    let file = try JSONFile(folder.appending(path: "config.json"))
    return try Decoder<Float>(
      ConfigurationFields(values: file.fields, path: file.path),
      Safetensors(contentsOf: folder.appending(path: "model.safetensors")))
  }

  private var predicting: SequenceBatch {
    var batch = SequenceBatch()
    for sequence in expected.sequences { batch.append(predicting: sequence) }
    return batch
  }

  /// The largest difference between our gradient and the reference's, relative to its largest entry.
  private func discrepancy<Scalar>(
    _ gradient: [Scalar], of decoder: Decoder<Scalar>, from kind: String, only suffix: String = ""
  ) -> (name: String, size: Double) {
    var worst = ("nothing compared", Double.infinity)
    for group in decoder.parameterGroups where group.name.hasSuffix(suffix) {
      let names = ["\(kind).gradient.transformer.\(group.name)", "\(kind).gradient.\(group.name)"]
      guard let tensor = names.compactMap({ arrays[$0] }).first else { continue }
      let scale = tensor.values.map { abs(Double($0)) }.max() ?? 0
      for (ours, theirs) in zip(gradient[group.range], tensor.values) {
        let size = abs(Double(ours) - Double(theirs)) / max(scale, 1e-3)
        if worst.1 == .infinity || size > worst.1 { worst = (group.name, size) }
      }
    }
    return worst
  }

  @Test func logitsAgree() throws {
    let decoder = try Self.decoder("language")
    for (index, sequence) in expected.sequences.enumerated() {
      let tensor = try #require(arrays["logits.\(index)"])
      let session = decoder.makeDecodingSession(rowCount: 1)
      for (position, token) in sequence.enumerated() {
        session.extend(rows: [0], tokens: [token], counts: [1])
        for (ours, theirs) in zip(session.logits, tensor.values[(23 * position)...].prefix(23)) {
          #expect(abs(ours - theirs) < 1e-4)
        }
      }
    }
  }

  @Test func crossEntropyAndItsGradientAgree() throws {
    let decoder = try Self.decoder("language").converted(to: Double.self)
    let batch = predicting
    let share = 1 / Float(batch.readCount)
    var gradient = [Double](repeating: 0, count: decoder.parameters.count)
    let outputs = decoder.accumulateGradient(
      for: batch, heads: .language, groupSize: 1, into: &gradient, workspace: workspace
    ) { _, sequences, gradients in
      for read in sequences.flatMap({ batch.readRange(of: $0) }) {
        gradients.logProbabilities[read] = -share
      }
    }
    let loss = -outputs.logProbabilities.reduce(0.0) { $0 + Double($1) } / Double(batch.readCount)
    #expect(abs(loss - expected.crossEntropy) < 1e-6)
    let worst = discrepancy(gradient, of: decoder, from: "cross_entropy")
    #expect(worst.size < 1e-5, "\(worst.name)")
  }

  @Test func pairwiseLossOfTheRewardHeadAgrees() throws {
    let decoder = try Self.decoder("reward").converted(to: Double.self)
    var batch = SequenceBatch()
    for sequence in expected.sequences { batch.append(scoring: sequence) }
    var gradient = [Double](repeating: 0, count: decoder.parameters.count)
    let outputs = decoder.accumulateGradient(
      for: batch, heads: .scalar, groupSize: 2, into: &gradient, workspace: workspace
    ) { outputs, sequences, gradients in
      for first in stride(from: sequences.lowerBound, to: sequences.upperBound, by: 2) {
        let gap = outputs.values[first] - outputs.values[first + 1]
        gradients.values[first] = -1 / (1 + exp(gap))
        gradients.values[first + 1] = 1 / (1 + exp(gap))
      }
    }
    for (ours, theirs) in zip(outputs.values, expected.rewards) {
      #expect(abs(Double(ours) - theirs) < 1e-6)
    }
    let worst = discrepancy(gradient, of: decoder, from: "pairwise")
    #expect(worst.size < 1e-5, "\(worst.name)")
  }

  @Test func maskedSoftmaxEntropyAndValueAgree() throws {
    let decoder = try Self.decoder("reward").converted(to: Double.self)
    func array(_ name: String) throws -> [Float] { try #require(arrays["masked.\(name)"]).values }
    var batch = SequenceBatch()
    var read = 0
    for sequence in expected.sequences {
      let rows = expected.masked.legal[read..<read + sequence.count - 1].map { tokens in
        [tokens.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }]
      }
      batch.append(predicting: sequence, legal: rows) { _ in true }
      read += rows.count
    }
    let a = try array("coefficients.log_probabilities")
    let (b, c) = (try array("coefficients.entropies"), try array("coefficients.scalars"))
    var gradient = [Double](repeating: 0, count: decoder.parameters.count)
    let outputs = decoder.accumulateGradient(
      for: batch, heads: [.language, .scalar], groupSize: 1, into: &gradient, workspace: workspace
    ) { _, sequences, gradients in
      for read in sequences.flatMap({ batch.readRange(of: $0) }) {
        gradients.logProbabilities[read] = a[read]
        gradients.entropies[read] = b[read]
        gradients.values[read] = c[read]
      }
    }
    for (ours, theirs) in zip(outputs.logProbabilities, try array("log_probabilities")) {
      #expect(abs(ours - theirs) < 1e-5)
    }
    for (ours, theirs) in zip(outputs.entropies, try array("entropies")) {
      #expect(abs(ours - theirs) < 1e-5)
    }
    for (ours, theirs) in zip(outputs.values, try array("scalars")) {
      #expect(abs(ours - theirs) < 1e-5)
    }
    let worst = discrepancy(gradient, of: decoder, from: "masked")
    #expect(worst.size < 1e-5, "\(worst.name)")
  }

  @Test func fiveStepsOfAdamWFollowPyTorch() throws {
    var decoder = try Self.decoder("language")
    let batch = predicting
    let share = 1 / Float(batch.readCount)
    var settings = AdamW.Settings()
    settings.firstMomentDecay = 0.9
    settings.secondMomentDecay = 0.95
    settings.epsilon = 1e-8
    settings.weightDecay = 0.1
    settings.maxGradNorm = 1
    var optimizer = AdamW(settings, groups: decoder.parameterGroups)
    for step in 0..<5 {
      var gradient = [Float](repeating: 0, count: decoder.parameters.count)
      let outputs = decoder.accumulateGradient(
        for: batch, heads: .language, groupSize: 1, into: &gradient, workspace: workspace
      ) { _, sequences, gradients in
        for read in sequences.flatMap({ batch.readRange(of: $0) }) {
          gradients.logProbabilities[read] = -share
        }
      }
      let loss = -outputs.logProbabilities.reduce(0.0) { $0 + Double($1) } * Double(share)
      #expect(abs(loss - expected.adamw.losses[step]) < 1e-4, "step \(step)")
      let norm = optimizer.step(&decoder.parameters, gradient: gradient, learningRate: 1e-2)
      #expect(abs(norm - expected.adamw.gradientNorms[step]) < 1e-3, "step \(step)")
    }
    for group in decoder.parameterGroups {
      guard let tensor = arrays["adamw.transformer.\(group.name)"] else { continue }
      for (offset, theirs) in tensor.values.enumerated() {
        // The keys' biases have no gradient but rounding noise, which Adam blows up: left out.
        let isKeyBias = group.name.hasSuffix("c_attn.bias") && (16..<32).contains(offset)
        let ours = decoder.parameters[group.range.lowerBound + offset]
        #expect(isKeyBias || abs(ours - theirs) < 2e-3, "\(group.name)[\(offset)]")
      }
    }
  }
}
