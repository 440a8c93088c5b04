import Foundation
import Randomness
import SandboxTestSupport
import Testing

@testable import Networks

/// The decoder's own laws: derivatives, packing, the key-value cache.
@Suite struct DecoderTests {
  let workspace = Workspace()

  /// A decoder none of whose parameters is at a special value.
  func scrambled(
    _ shape: DecoderShape = DecoderShape(
      vocabularyCount: 11, contextLength: 24, width: 24, layerCount: 2, headCount: 3),
    seed: UInt64 = 5
  ) -> Decoder<Double> {
    var decoder = Decoder<Double>(shape: shape, using: RandomStream(seed: seed))
    var chance = RandomStream(seed: seed).child("scramble")
    for index in decoder.parameters.indices { decoder.parameters[index] += 0.3 * chance.normal() }
    return decoder
  }

  /// A smooth loss of everything a model says: Σ aᵢ log pᵢ + bᵢ entropyᵢ + cᵢ scalarᵢ², weights fixed.
  private func loss(
    _ decoder: Decoder<Double>, _ batch: SequenceBatch, heads: Heads, gradient: inout [Double]
  ) -> Double {
    func weight(_ read: Int, _ kind: Int) -> Double { sin(Double(7 * read + 3 * kind + 1)) }
    var total = 0.0
    for chunk in DecoderChunk.chunks(of: batch, groupSize: 1) {
      let out = decoder.forward(chunk, heads: heads, workspace: workspace)
      let m = chunk.readRows.count
      let reads = workspace.buffer("test reads", of: Double.self, count: 3 * m)
      for index in 0..<3 * m { reads[index] = 0 }
      for (read, row) in zip(chunk.reads, chunk.places) {
        let hasLanguage = heads.contains(.language) && batch.targets[read] >= 0
        let hasScalar = heads.contains(.scalar)
        reads[row] += hasLanguage ? weight(read, 0) : 0
        reads[m + row] += hasLanguage ? weight(read, 1) : 0
        reads[2 * m + row] += hasScalar ? 2 * weight(read, 2) * out.values[row] : 0
        if hasLanguage {
          total +=
            weight(read, 0) * out.logProbabilities[row] + weight(read, 1) * out.entropies[row]
        }
        if hasScalar { total += weight(read, 2) * out.values[row] * out.values[row] }
      }
      gradient.withUnsafeMutableBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        decoder.backward(
          chunk, heads: heads, out,
          reads: DecoderReadGradients(
            logProbabilities: reads, entropies: reads + m, values: reads + 2 * m),
          into: base, workspace: workspace)
      }
    }
    return total
  }

  private func batch(masked: Bool, scoring: Bool = false, vocabulary: Int = 11) -> SequenceBatch {
    var chance = RandomStream(seed: 9)
    var batch = SequenceBatch()
    // Lengths on both sides of a vector's 16 lanes and of the blocks of four rows.
    for length in [2, 5, 16, 17, 23] {
      let tokens = (0..<length).map { _ in Int32(chance.uniform(below: vocabulary)) }
      if scoring {
        batch.append(scoring: tokens)
      } else {
        let predicted = (1..<length).filter { $0 % 3 != 0 || $0 == 1 }
        let rows = predicted.map { index in
          let target = Int(tokens[index])
          return (0..<(vocabulary + 63) / 64).map { word in
            chance.next() | (target / 64 == word ? 1 << UInt64(target % 64) : 0)
          }
        }
        batch.append(predicting: tokens, legal: masked ? rows : nil) { predicted.contains($0) }
      }
    }
    return batch
  }

  /// Central differences along single parameters, four of every tensor, at relative 1e-6.
  /// A vocabulary of 11 is worked on at once, one of 1,100 in three parts.
  @Test(
    arguments: [(true, false, 11), (false, false, 11), (false, true, 11), (true, false, 1100)])
  func derivativesOfEveryParameterKind(masked: Bool, scoring: Bool, vocabulary: Int) {
    let decoder = scrambled(
      DecoderShape(
        vocabularyCount: vocabulary, contextLength: 24, width: 24, layerCount: 2, headCount: 3))
    let heads: Heads = scoring ? .scalar : [.language, .scalar]
    let batch = batch(masked: masked, scoring: scoring, vocabulary: vocabulary)
    var gradient = [Double](repeating: 0, count: decoder.parameters.count)
    _ = loss(decoder, batch, heads: heads, gradient: &gradient)
    var chance = RandomStream(seed: 3)
    var unused = gradient
    for group in decoder.parameterGroups {
      let scale = group.range.map { abs(gradient[$0]) }.max() ?? 0
      for _ in 0..<4 {
        let index = group.range.lowerBound + chance.uniform(below: group.range.count)
        func shifted(_ step: Double) -> Double {
          var moved = decoder
          moved.parameters[index] += step
          return loss(moved, batch, heads: heads, gradient: &unused)
        }
        // Four points cancel the third derivative: the error left is of order step⁴ and rounding.
        let step = 1e-4
        let slope =
          (8 * (shifted(step) - shifted(-step)) - (shifted(2 * step) - shifted(-2 * step)))
          / (12 * step)
        let tolerance = 1e-6 * max(scale, 1e-3)
        #expect(
          abs(slope - gradient[index]) < tolerance,
          "\(group.name): \(slope) by differences, \(gradient[index]) by formula")
      }
    }
  }

  /// Four answers to each of three prompts: one twice, one that goes on where another ends, and a short one.
  private func answers(masked: Bool, shared: Bool) -> SequenceBatch {
    var chance = RandomStream(seed: 21)
    var batch = SequenceBatch(sharesPrefixes: shared)
    func some(_ count: Int) -> [Int32] { (0..<count).map { _ in Int32(chance.uniform(below: 11)) } }
    for length in [3, 7, 14] {
      let (prompt, answer) = ([0] + some(length), some(5))
      for tail in [answer, answer, answer + some(3), Array(answer.prefix(2)) + some(1)] {
        let tokens = prompt + tail
        // A place's legal tokens follow from what stands before it, as in a game.
        let rows = (length + 1..<tokens.count).map { index in
          [
            tokens[..<index].reduce(0x7FF as UInt64) { $0 ^ UInt64($1 % 3) } | 1
              << UInt64(tokens[index])
          ]
        }
        batch.append(predicting: tokens, legal: masked ? rows : nil) { $0 > length }
      }
    }
    return batch
  }

  /// What several sequences begin with is computed once: the outputs are the same, and so is every derivative.
  @Test(arguments: [false, true]) func sharedPrefixesChangeNothing(masked: Bool) {
    let decoder = scrambled()
    let (apart, together) = (
      answers(masked: masked, shared: false), answers(masked: masked, shared: true)
    )
    func computed(_ batch: SequenceBatch) -> (tokens: Int, reads: Int) {
      DecoderChunk.chunks(of: batch, groupSize: 1).reduce((0, 0)) {
        ($0.0 + $1.tokens.count, $0.1 + $1.readRows.count)
      }
    }
    // Whole: 4 × (prompts of 4 + 8 + 15) + 3 × (4 + 4 + 7 + 2). Once: 27 and, an answer, 4 + 4 + 0 or 1.
    #expect(computed(apart).tokens == 159)
    #expect(computed(together).tokens < 70)
    #expect(computed(together).reads < computed(apart).reads)
    let heads: Heads = [.language, .scalar]
    let (one, other) = (
      decoder.outputs(for: apart, heads: heads, workspace: workspace),
      decoder.outputs(for: together, heads: heads, workspace: workspace)
    )
    for read in 0..<apart.readCount {
      #expect(abs(one.logProbabilities[read] - other.logProbabilities[read]) < 1e-5)
      #expect(abs(one.entropies[read] - other.entropies[read]) < 1e-5)
      #expect(abs(one.values[read] - other.values[read]) < 1e-5)
    }
    var (gradient, shared) = (
      [Double](repeating: 0, count: decoder.parameters.count),
      [Double](repeating: 0, count: decoder.parameters.count)
    )
    let (whole, once) = (
      loss(decoder, apart, heads: heads, gradient: &gradient),
      loss(decoder, together, heads: heads, gradient: &shared)
    )
    #expect(abs(whole - once) < 1e-9 * abs(whole))
    let scale = gradient.map(abs).max() ?? 0
    #expect(scale > 1)
    for (one, other) in zip(gradient, shared) { #expect(abs(one - other) < 1e-12 * scale) }
  }

  @Test(arguments: [8, 16, 20, 32, 64])
  func headsOfEveryWidthGiveTheSameInBothPrecisions(headWidth: Int) {
    let shape = DecoderShape(
      vocabularyCount: 11, contextLength: 24, width: 2 * headWidth, layerCount: 1, headCount: 2)
    let decoder = scrambled(shape)
    let batch = batch(masked: true)
    let exact = decoder.outputs(for: batch, heads: [.language, .scalar], workspace: Workspace())
    let single = decoder.converted(to: Float.self).outputs(
      for: batch, heads: [.language, .scalar], workspace: Workspace())
    for read in 0..<batch.readCount {
      #expect(abs(exact.logProbabilities[read] - single.logProbabilities[read]) < 2e-3)
      #expect(abs(exact.entropies[read] - single.entropies[read]) < 2e-3)
      #expect(abs(exact.values[read] - single.values[read]) < 2e-3)
    }
  }

  @Test(arguments: [11, 1100]) func obeysTheLawsOfLanguageModels(vocabulary: Int) {
    let decoder = scrambled(
      DecoderShape(
        vocabularyCount: vocabulary, contextLength: 24, width: 24, layerCount: 2, headCount: 3))
    #expect(checkLanguageModel(decoder.converted(to: Float.self)) == [])
  }

  /// Of three parts of a vocabulary the first two have no legal token: the two of the third share all probability.
  @Test func aPartWithoutLegalTokensHasNoShare() {
    let decoder = scrambled(
      DecoderShape(
        vocabularyCount: 1100, contextLength: 24, width: 24, layerCount: 2, headCount: 3))
    let mask = TokenSampler.mask(of: [1040, 1099], vocabularyCount: 1100)
    var batch = SequenceBatch()
    for target: Int32 in [1040, 1099] {
      batch.append(predicting: [1, 2, target], legal: [mask]) { $0 == 2 }
    }
    let outputs = decoder.outputs(for: batch, heads: .language, workspace: workspace)
    let shares = outputs.logProbabilities.map { exp(Double($0)) }
    #expect(abs(shares[0] + shares[1] - 1) < 1e-6)
    let entropy = -shares.reduce(0) { $0 + $1 * log($1) }
    #expect(abs(Double(outputs.entropies[0]) - entropy) < 1e-6)
  }

  @Test func freshModelsBeginAlmostUniformAndValueNothing() {
    let decoder = Decoder<Float>(
      shape: DecoderShape(vocabularyCount: 50, contextLength: 8), using: RandomStream(seed: 1))
    var batch = SequenceBatch()
    batch.append(predicting: [1, 2, 3, 4])
    let outputs = decoder.outputs(for: batch, heads: [.language, .scalar], workspace: workspace)
    for read in 0..<3 {
      #expect(abs(outputs.logProbabilities[read] + log(50)) < 0.5)
      #expect(outputs.values[read] == 0)
    }
  }

  @Test func parameterCountIsGPT2s() {
    // v·d + c·d + L·(12·d² + 13·d) + 2·d, and d + 1 for the scalar head.
    let shape = DecoderShape(vocabularyCount: 128, contextLength: 32)
    let layout = DecoderLayout(shape)
    #expect(layout.count == 128 * 64 + 32 * 64 + 2 * (12 * 64 * 64 + 13 * 64) + 2 * 64 + 65)
  }
}
