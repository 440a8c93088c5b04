import PlainText

/// What transformers needs beside a model to read and write its words.
///
///     AutoTokenizer.from_pretrained(folder)("who sells bread :")   [<bos>, who, sells, bread, :]
///
/// A token is a word, and words stand between blanks, as everywhere in a world. The beginning is put
/// before every text, which is how our sequences begin. A token is decoded as a blank and its word, so that the
/// text of two stretches of tokens is the text of both together. An unknown word is an error, not a token.
extension ModelFolder {
  /// The files by name: `tokenizer.json` (a `WordLevel` model of Hugging Face's tokenizers), its
  /// configuration, its special tokens and, of a policy, how to sample from it as we do.
  ///
  /// - Returns: none where a word holds a blank, since no text can be divided into such words.
  static func tokenizerFiles(
    words: [String], beginning: Int32, end: Int32?, contextLength: Int, role: Role
  ) -> [(name: String, content: JSON)] {
    guard !words.contains(where: { $0.isEmpty || $0.contains(where: \.isWhitespace) }) else {
      return []
    }
    let first = words[Int(beginning)]
    let last = end.map { JSON.text(words[Int($0)]) }
    var files: [(name: String, content: JSON)] = [
      (
        "tokenizer.json",
        .object([
          "version": "1.0", "truncation": .null, "padding": .null,
          "added_tokens": .array([beginning, end].compactMap(\.self).map { special($0, words) }),
          "normalizer": .null, "pre_tokenizer": ["type": "WhitespaceSplit"],
          "post_processor": putting(first, token: beginning), "decoder": decoder,
          "model": .object([
            "type": "WordLevel",
            "vocab": .object(words.enumerated().map { JSON.Member($1, .number($0)) }),
            // The format demands a name; no word has it, so that unknown words are refused.
            "unk_token": .text(unknownName(beside: words)),
          ]),
        ])
      ),
      (
        "tokenizer_config.json",
        .object([
          "tokenizer_class": "PreTrainedTokenizerFast", "bos_token": .text(first),
          // A world without an end says so by an empty word: trl then appends nothing to responses.
          "eos_token": last ?? "", "pad_token": .text(first),
          "model_max_length": .number(contextLength),
          // GPT-2's classifier counts positions from the left, padding included; generation does not.
          "padding_side": role.isReward ? "right" : "left",
          "clean_up_tokenization_spaces": false,
          "model_input_names": ["input_ids", "attention_mask"],
        ])
      ),
      (
        "special_tokens_map.json",
        .object(["bos_token": .text(first), "eos_token": last, "pad_token": .text(first)])
      ),
    ]
    if !role.isReward {
      files.append(("generation_config.json", sampling(beginning, end, contextLength)))
    }
    return files
  }

  /// A word that stands for itself wherever it is met, and that readers may leave out.
  private static func special(_ token: Int32, _ words: [String]) -> JSON {
    [
      "id": .number(token), "content": .text(words[Int(token)]), "single_word": false,
      "lstrip": false, "rstrip": false, "normalized": false, "special": true,
    ]
  }

  /// Puts a word before every text.
  private static func putting(_ word: String, token: Int32) -> JSON {
    let start: JSON = ["SpecialToken": ["id": .text(word), "type_id": 0]]
    let text: (JSON) -> JSON = { ["Sequence": ["id": $0, "type_id": 0]] }
    return [
      "type": "TemplateProcessing", "single": [start, text("A")],
      "pair": [start, text("A"), text("B")],
      "special_tokens": .object([
        JSON.Member(
          word, ["id": .text(word), "ids": [.number(token)], "tokens": [.text(word)]])
      ]),
    ]
  }

  /// A blank before each word, and all of them together.
  private static var decoder: JSON {
    let blank: JSON = ["type": "Replace", "pattern": ["Regex": "^"], "content": " "]
    return ["type": "Sequence", "decoders": [blank, ["type": "Fuse"]]]
  }

  /// From the policy itself, as `rlhf sample` does: transformers alone would take the likeliest token.
  private static func sampling(_ beginning: Int32, _ end: Int32?, _ contextLength: Int) -> JSON {
    .object([
      "bos_token_id": .number(beginning), "eos_token_id": end.map { .number($0) },
      "pad_token_id": .number(beginning), "do_sample": true, "temperature": 1.0, "top_k": 0,
      "top_p": 1.0, "max_length": .number(contextLength),
    ])
  }

  private static func unknownName(beside words: [String]) -> String {
    var name = "<unk>"
    while words.contains(name) { name = "<\(name)>" }
    return name
  }
}
