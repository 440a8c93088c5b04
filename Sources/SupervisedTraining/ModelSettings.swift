import Networks
import Randomness
import SandboxCore

/// The architecture of the models.
public struct ModelSettings: SettingsGroup {
  /// `model`
  public static let section = "model"
  /// A GPT-2-architecture decoder or an n-gram table.
  public var kind = ModelKind.decoder
  /// Transformer blocks of the decoder.
  public var layers = 2
  /// Width of the decoder's residual stream; a multiple of `heads`.
  public var width = 64
  /// Attention heads of the decoder.
  public var heads = 4
  /// n of the n-gram table: it sees the last n − 1 tokens.
  public var order = 3

  /// A decoder of two blocks and width 64.
  public init() {}

  /// The declarations.
  public static let settings: [GroupSetting<Self>] = [
    .choice("kind", \.kind, "GPT-2-architecture decoder, or table of n-grams."),
    .integer("layers", \.layers, 1...24, "Transformer blocks of the decoder."),
    .integer("width", \.width, 8...1024, "Width of the decoder's residual stream."),
    .integer("heads", \.heads, 1...64, "Attention heads; they divide the width."),
    .integer("order", \.order, 2...16, "n of the n-gram table.", smoke: 5),
  ]

  /// How many numbers such a model has, but for norms and biases.
  ///
  /// - Parameters:
  ///   - words: of the vocabulary.
  ///   - contextLength: the longest sequence, in tokens.
  public func numberCount(words: Int, contextLength: Int) -> Double {
    switch kind {
    case .decoder:
      Double(12 * layers * width * width + (words + contextLength) * width)
    case .nGram: Double(NGramTable.parameterCount(vocabularyCount: words, order: order) ?? 0)
    }
  }

  /// Heads divide the width.
  public var conflicts: [SettingConflict] {
    guard kind == .decoder, !width.isMultiple(of: heads) else { return [] }
    return [
      SettingConflict(
        keys: ["model.heads", "model.width"],
        what: "model.heads is \(heads), which does not divide model.width \(width)",
        remedy: "choose a width that is a multiple of the heads")
    ]
  }

  /// A model with fresh parameters.
  public func untrained(
    vocabularyCount: Int, contextLength: Int, using stream: RandomStream
  ) -> any LanguageModel {
    switch kind {
    case .decoder:
      Decoder<Float>(
        shape: DecoderShape(
          vocabularyCount: vocabularyCount, contextLength: contextLength, width: width,
          layerCount: layers, headCount: heads), using: stream)
    case .nGram:
      NGramTable(
        vocabularyCount: vocabularyCount, order: order, contextLength: contextLength)
    }
  }
}

/// The architectures that ship.
public enum ModelKind: String, Sendable, Hashable, CaseIterable {
  case decoder
  case nGram = "n-gram"
}
