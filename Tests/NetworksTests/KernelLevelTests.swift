import CKernels
import Randomness
import Testing

@testable import Networks

/// The same bits at every level of the processor, and those that arithmetic by hand gives.
@Suite struct KernelLevelTests {
  /// What this processor can run, among it what calls a function for each multiply-add.
  static let levels: [rlhf_kernels] = {
    var levels: [rlhf_kernels] = []
    while let level = rlhf_kernels_at(Int32(levels.count)) { levels.append(level.pointee) }
    return levels
  }()

  private static func numbers(of level: rlhf_kernels) -> String { String(cString: level.numbers) }

  /// The levels that promise the numbers of the widest one.
  static let alike = levels.filter { numbers(of: $0) == numbers(of: levels[0]) }

  private func noise<Scalar: NetworkScalar>(_ count: Int, _ seed: UInt64) -> [Scalar] {
    var stream = RandomStream(seed: seed)
    return (0..<count).map { _ in Scalar(2 * stream.uniform() - 1) }
  }

  @Test func theWidestLevelIsUsedAndNamedByItsNumbers() {
    #expect(Kernels.name == Self.numbers(of: rlhf_chosen_kernels().pointee))
    #if arch(x86_64)
      #expect(Self.numbers(of: Self.levels[Self.levels.count - 1]) == "x86-64-v3")
      #expect(Self.alike.count >= 2 || Self.numbers(of: Self.levels[0]) == "x86-64")
    #endif
  }

  /// A product's m, n and k.
  struct Shape: Sendable, CustomTestStringConvertible {
    var (m, n, k): (Int, Int, Int)
    var testDescription: String { "\(m) × \(n) × \(k)" }
  }

  /// Shapes that decoders multiply, and those around the edges of tiles, panels and packed blocks.
  static let shapes: [Shape] =
    [
      // Forward and back of a width of 64, and of heads of 30 and 335 words.
      (40, 192, 64), (40, 256, 64), (40, 64, 256), (33, 30, 64), (33, 64, 30), (20, 335, 64),
      (20, 64, 335), (31, 1, 64), (31, 64, 1),
      // Gradients of weights: the sum runs over tokens.
      (64, 192, 300), (256, 64, 129), (335, 64, 40), (1, 64, 257),
      // Single rows of a session, and wider models.
      (1, 192, 64), (1, 335, 64), (2, 64, 256), (25, 48, 24), (12, 128, 512), (13, 520, 300),
      (97, 33, 65), (7, 17, 1), (1, 1, 1), (5, 3, 0),
    ].map { Shape(m: $0.0, n: $0.1, k: $0.2) }

  private func checkProducts<Scalar: NetworkScalar>(
    _ shape: Shape, isFused: Bool, _ kernels: NetworkKernels<Scalar>
  ) {
    let (m, n, k) = (shape.m, shape.n, shape.k)
    let (a, b, c): ([Scalar], [Scalar], [Scalar]) = (
      noise(m * k, 1), noise(k * n, 2), noise(m * n, 3)
    )
    for choice in 0..<8 {
      let (transposeA, transposeB, adds) = (choice & 1 != 0, choice & 2 != 0, choice & 4 != 0)
      var found = c
      kernels.multiply(
        &found, a, transposeA, b, transposeB, Int64(m), Int64(n), Int64(k), adds)
      var known = adds ? c : Array(repeating: 0, count: m * n)
      for row in 0..<m {
        for column in 0..<n {
          var sum = known[row * n + column]
          for step in 0..<k {
            let left = a[transposeA ? step * m + row : row * k + step]
            let right = b[transposeB ? column * k + step : step * n + column]
            sum = isFused ? sum.addingProduct(left, right) : sum + left * right
          }
          known[row * n + column] = sum
        }
      }
      #expect(found == known, "transposed \(transposeA), \(transposeB); adds \(adds)")
    }
  }

  /// Each element is one chain in the order of k, whatever tile it is worked on in.
  @Test(arguments: shapes) func productsAreChains(shape: Shape) {
    for level in Self.levels {
      let isFused = !["x86-64", "portable"].contains(Self.numbers(of: level))
      checkProducts(shape, isFused: isFused, NetworkKernels<Float>(level.f32))
      checkProducts(shape, isFused: isFused, NetworkKernels<Double>(level.f64))
    }
  }

  /// What all kernels leave of the same noise: sequences of 3, 16 and 21 tokens, `width` in `heads`.
  private func traces<Scalar: NetworkScalar>(
    _ k: NetworkKernels<Scalar>, width: Int, heads: Int, vocabulary: Int
  ) -> [[Scalar]] {
    let (n, w, v) = (40, Int64(width), Int64(vocabulary))
    let rows = Int64(n)
    func some(_ count: Int, _ seed: UInt64) -> [Scalar] { noise(count, seed) }
    func none(_ count: Int) -> [Scalar] { Array(repeating: 0, count: count) }
    var (y, mean, deviation) = (none(n * width), none(n), none(n))
    let (x, dy, gain, bias) = (
      some(n * width, 1), some(n * width, 2), some(width, 3), some(4 * width, 4)
    )
    k.layerNorm(&y, &mean, &deviation, x, gain, bias, rows, w)
    var (dx, dGain, dBias) = (some(n * width, 5), none(width), none(4 * width))
    k.layerNormBackward(&dx, &dGain, &dBias, dy, x, mean, deviation, gain, rows, w)
    var (wide, activated, dWide) = (
      some(4 * n * width, 6), none(4 * n * width), some(4 * n * width, 7)
    )
    k.gelu(&activated, &wide, bias, rows, 4 * w)
    k.geluBackward(&dWide, &dBias, wide, rows, 4 * w)
    let (starts, firsts): ([Int32], [Int32]) = ([0, 3, 19, 40], [0, 0, 6])
    let qkv = some(3 * n * width, 8)
    var (attended, probabilities, scratch, dQkv) = (
      none(n * width), none(heads * 40 * 32), none(64 * (width + 64)), none(3 * n * width)
    )
    k.attention(&attended, &probabilities, &scratch, qkv, starts, firsts, 3, Int64(heads), w)
    k.attentionBackward(
      &dQkv, &scratch, dy, probabilities, qkv, starts, firsts, 3, Int64(heads), w)
    let capacity = 48
    var (keys, values, cached) = (
      some(3 * width * capacity, 9), some(3 * width * capacity, 10), none(n * width)
    )
    scratch = none(heads * capacity)
    k.attentionCached(
      &cached, &keys, &values, &scratch, qkv, [2, 0, 1], [1, 3, 2], [15, 16, 40], 3,
      Int64(capacity), Int64(heads), w)
    let targets = (0..<Int32(n)).map { $0 % 5 == 4 ? -1 : $0 % Int32(vocabulary) }
    let words = (vocabulary + 63) / 64
    let legal = (0..<n * words).map { UInt64($0) &* 0x9E37_79B9_7F4A_7C15 | 1 }
    var (logits, totals, logs, entropies) = (
      some(n * vocabulary, 11).map { 5 * $0 }, none(n), none(n), none(n)
    )
    k.forbid(&logits, legal, Int64(words), 0, rows, v)
    var sums = none(n)
    k.logSoftmax(logits, &totals, &sums, &entropies, &logs, targets, 0, rows, v)
    // The same logits once more, as if they were those of the next tokens.
    k.logSoftmax(logits, &totals, &sums, &entropies, &logs, targets, v, rows, v)
    k.logSoftmaxEnd(&totals, sums, &entropies, &logs, targets, rows)
    let (g, h) = (some(n, 12), some(n, 13))
    var plain = logits
    k.logSoftmaxBackward(&logits, totals, entropies, g, h, targets, 0, rows, v)
    k.logSoftmaxBackward(&plain, totals, entropies, g, none(n), targets, 0, rows, v)
    return [
      y, mean, deviation, dx, dGain, dBias, activated, wide, dWide, attended, probabilities, dQkv,
      keys, values, cached, logs, entropies, totals, logits, plain,
    ]
  }

  @Test(arguments: [(64, 4, 30), (24, 3, 335), (16, 2, 64), (96, 2, 7), (128, 2, 128)])
  func kernelsGiveTheSameBits(width: Int, heads: Int, vocabulary: Int) {
    func single(_ level: rlhf_kernels) -> [[Float]] {
      traces(
        NetworkKernels<Float>(level.f32), width: width, heads: heads, vocabulary: vocabulary)
    }
    func double(_ level: rlhf_kernels) -> [[Double]] {
      traces(
        NetworkKernels<Double>(level.f64), width: width, heads: heads, vocabulary: vocabulary)
    }
    let (floats, doubles) = (single(Self.alike[0]), double(Self.alike[0]))
    #expect(floats.joined().allSatisfy { $0.isFinite })
    for level in Self.alike.dropFirst() {
      let (others, more) = (single(level), double(level))
      for (place, known) in floats.enumerated() { #expect(others[place] == known, "\(place)") }
      for (place, known) in doubles.enumerated() { #expect(more[place] == known, "\(place)") }
    }
    // The level without fused multiply-adds rounds elsewhere, and means the same.
    for (found, known) in zip(single(Self.levels[Self.levels.count - 1]).joined(), floats.joined())
    {
      #expect(abs(found - known) <= 1e-3 * max(1, abs(known)))
    }
  }

  /// One step of AdamW and its norm, at a length that is no multiple of a register.
  private func step(_ level: rlhf_kernels) -> [Double] {
    let count = 83
    var (parameters, first, second): ([Float], [Float], [Float]) = (
      noise(count, 1), noise(count, 2), noise(count, 3).map(abs)
    )
    let gradient: [Float] = noise(count, 4)
    level.adamw(
      &parameters, gradient, &first, &second, Int64(count),
      rlhf_adamw_step(
        gradient_scale: 0.3, first_decay: 0.9, second_decay: 0.999, step_size: 1e-2,
        second_correction: 3, epsilon: 1e-8, shrinkage: 0.999))
    return (parameters + first + second).map(Double.init)
      + [level.sum_of_squares(gradient, Int64(count))]
  }

  /// Tokens of many draws, each with its log-probability.
  private func draws(_ level: rlhf_kernels) -> [Double] {
    [3, 16, 30, 335].flatMap { vocabulary in
      let logits: [Float] = noise(vocabulary, 5).map { 4 * $0 }
      let legal = (0..<(vocabulary + 63) / 64).map { UInt64($0) &* 0x9E37_79B9_7F4A_7C15 | 5 }
      var scratch = logits
      var stream = RandomStream(seed: 6)
      return (0..<200).flatMap { draw in
        var logarithm: Float = 0
        let token = level.sample_token(
          logits, draw % 2 == 0 ? legal : nil, Int32(vocabulary), Float(draw % 4) * 0.7,
          stream.uniform(), &scratch, &logarithm)
        return [Double(token), Double(logarithm)]
      }
    }
  }

  /// Slopes, curvatures, products and value of 1100 pairs of 40 items.
  private func pairs(_ level: rlhf_kernels) -> [Double] {
    let (items, count) = (40, 1100)
    let first = (0..<Int32(count)).map { $0 / 30 }
    let second = (0..<Int32(count)).map { ($0 * 7 + 3) % Int32(items) }
    let (wins, losses): ([Double], [Double]) = (
      noise(count, 7).map { 5 + 5 * $0 }, noise(count, 8).map { 5 + 5 * $0 }
    )
    let strengths: [Double] = noise(items, 9).map { 3 * $0 }
    let zeros = Array(repeating: 0.0, count: items)
    var (slope, diagonal, product) = (zeros, zeros, zeros)
    var curvature = Array(repeating: 0.0, count: count)
    level.logistic_slope(
      &slope, &diagonal, &curvature, first, second, wins, losses, Int64(count), strengths)
    level.pair_product(&product, curvature, first, second, Int64(count), strengths)
    let value = level.logistic_value(first, second, wins, losses, Int64(count), strengths)
    return slope + diagonal + curvature + product + [value]
  }

  @Test func stepsDrawsAndPairsGiveTheSameBits() {
    for trace in [step, draws, pairs] {
      let known = trace(Self.alike[0])
      #expect(known.allSatisfy { $0.isFinite })
      for level in Self.alike.dropFirst() { #expect(trace(level) == known) }
    }
  }
}
