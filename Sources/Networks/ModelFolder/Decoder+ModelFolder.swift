import PlainText

extension Decoder where Scalar == Float {
  private static var prefix: String { "transformer." }

  /// The tensors in the Hugging Face GPT-2 layout.
  ///
  /// A policy's scalar head is written as `v_head.summary`, the name that TRL gives a value head, and so is
  /// that of a reward model that reads every token, which is a language model too. Of one that reads the
  /// last token it is `score`, which `GPT2ForSequenceClassification` reads. That class knows no
  /// bias, so the bias c is moved into the final norm's: with w the head, a shift of c·w/|w|² there
  /// adds exactly c to the score.
  func safetensors(role: ModelFolder.Role) -> Safetensors {
    var file = Safetensors()
    for group in layout.groups where !group.name.hasPrefix("score.") {
      file[Self.prefix + group.name] = Safetensors.Tensor(
        shape: group.shape, values: Array(parameters[group.range]))
    }
    var weight = Array(parameters[layout.scalarWeight..<layout.scalarWeight + shape.width])
    var bias = parameters[layout.scalarBias]
    switch role {
    case .policy, .tokenReward:
      file["v_head.summary.weight"] = .init(shape: [1, shape.width], values: weight)
      file["v_head.summary.bias"] = .init(shape: [1], values: [bias])
    case .reward(let scale, let shift):
      weight = weight.map { $0 * Float(scale) }
      bias = Float(Double(bias) * scale + shift)
      file["score.weight"] = .init(shape: [1, shape.width], values: weight)
      let square = weight.reduce(0) { $0 + $1 * $1 }
      // Where the head hardly weighs anything, the moved bias would be beyond what is read again.
      let isFolded = weight.allSatisfy { abs(bias * $0 / square) <= Safetensors.weightLimit / 2 }
      if square > 0, isFolded, var norm = file[Self.prefix + "ln_f.bias"] {
        for index in 0..<shape.width { norm.values[index] += bias * weight[index] / square }
        file[Self.prefix + "ln_f.bias"] = norm
      } else {
        file["score.bias"] = .init(shape: [1], values: [bias])
      }
    }
    return file
  }

  /// The `config.json` of transformers' GPT-2.
  func configuration(role: ModelFolder.Role, beginning: Int32, end: Int32?) -> [String: JSON] {
    let isClassifier = if case .reward = role { true } else { false }
    var fields: [String: JSON] = [
      "model_type": .text("gpt2"),
      "architectures": .array([
        .text(isClassifier ? "GPT2ForSequenceClassification" : "GPT2LMHeadModel")
      ]),
      "vocab_size": .number(shape.vocabularyCount),
      "n_positions": .number(shape.contextLength),
      "n_embd": .number(shape.width), "n_layer": .number(shape.layerCount),
      "n_head": .number(shape.headCount), "n_inner": .null,
      "activation_function": .text("gelu_new"), "layer_norm_epsilon": .number(1e-5),
      "resid_pdrop": .number(0), "embd_pdrop": .number(0), "attn_pdrop": .number(0),
      "scale_attn_weights": .flag(true), "tie_word_embeddings": .flag(true),
      "bos_token_id": .number(beginning),
      "eos_token_id": end.map { .number($0) } ?? .null,
      "pad_token_id": .number(beginning), "torch_dtype": .text("float32"),
    ]
    if isClassifier {
      // One label makes transformers' classifier a regression on one number.
      fields["id2label"] = .object(["0": .text("reward")])
      fields["label2id"] = .object(["reward": .number(0)])
    }
    return fields
  }

  /// Reads a decoder from the Hugging Face GPT-2 layout.
  init(_ fields: ConfigurationFields, _ weights: Safetensors) throws(ModelFolderProblem) {
    try fields.require("activation_function", .text("gelu_new"))
    try fields.require("layer_norm_epsilon", .number(1e-5))
    try fields.require("n_inner", .null)
    try fields.require("tie_word_embeddings", .flag(true))
    try fields.require("scale_attn_weights", .flag(true))
    try fields.require("scale_attn_by_inverse_layer_idx", .flag(false))
    try fields.require("add_cross_attention", .flag(false))
    let width = try fields.integer("n_embd", in: 1...65536)
    let heads = try fields.integer("n_head", in: 1...1024)
    guard width % heads == 0 else {
      throw ModelFolderProblem(
        what: "n_embd \(width) cannot be split among n_head \(heads)", path: fields.path,
        remedy: "use the config.json that was written with the model")
    }
    let shape = DecoderShape(
      vocabularyCount: try fields.integer("vocab_size", in: 1...1_000_000),
      contextLength: try fields.integer("n_positions", in: 1...1_000_000), width: width,
      layerCount: try fields.integer("n_layer", in: 1...1000), headCount: heads)
    let layout = DecoderLayout(shape)
    // Grows tensor by tensor: a configuration alone cannot ask for more memory than its file fills.
    var parameters: [Float] = []
    var known = Self.sideTensors(of: layout, in: weights)
    for group in layout.groups {
      let isHead = group.name.hasPrefix("score.")
      let names =
        isHead
        ? [group.name, group.name.replacing("score.", with: "v_head.summary.")]
        : [Self.prefix + group.name, group.name]
      let name = names.first { weights[$0] != nil }
      guard let name, let tensor = weights[name] else {
        if isHead {  // A plain language model has no scalar head: it is 0.
          parameters += repeatElement(0, count: group.range.count)
          continue
        }
        throw ModelFolderProblem(
          what: "tensor \(names[0]) is missing from \(ModelFolder.weightsName)", path: fields.path,
          remedy: "use the model.safetensors that was written with this config.json")
      }
      guard tensor.shape == group.shape else {
        throw ModelFolderProblem(
          what: "tensor \(name) has shape \(tensor.shape), but the configuration says "
            + "\(group.shape)",
          path: fields.path, remedy: "use the config.json that was written with the model")
      }
      parameters += tensor.values
      known.insert(name)
    }
    try weights.requireNoOthers(than: known, path: fields.path)
    self.init(shape: shape, parameters: parameters)
  }

  /// Tensors that say nothing new: the mask of earlier tokens that old files hold, and a copy of the
  /// token table under the name of the language-model head.
  private static func sideTensors(of layout: DecoderLayout, in weights: Safetensors) -> Set<String>
  {
    let prefixes = [prefix, ""]
    let masks = layout.blocks.indices.flatMap { layer in
      prefixes.flatMap { ["\($0)h.\(layer).attn.bias", "\($0)h.\(layer).attn.masked_bias"] }
    }
    let head = "lm_head.weight"
    let isCopy = prefixes.contains { weights[$0 + "wte.weight"] == weights[head] }
    return Set(masks + (isCopy ? [head] : []))
  }
}
