/// Reads numbers as people write them in tables.
enum DecimalNumber {
  /// A finite decimal number, or `nil`: `3`, `-0.5`, `1e-3`, with a decimal comma if there may be one.
  ///
  /// Hexadecimal numbers, infinities and `nan`, which Swift would read, are none.
  /// With `allowsPercent`, `90%` is 0.9.
  static func value(
    of text: String, hasDecimalComma: Bool = false, allowsPercent: Bool = false
  ) -> Double? {
    var text = text
    if allowsPercent, text.utf8.last == UInt8(ascii: "%") {
      while let last = text.last, last == "%" || last == " " {
        text.removeLast()
        if last == "%", text.hasSuffix("%") { return nil }
      }
      // Dividing rounds once, so that 90% is the number 0.9.
      return value(of: text, hasDecimalComma: hasDecimalComma).map { $0 / 100 }
    }
    if hasDecimalComma, !text.utf8.contains(UInt8(ascii: ".")) {
      text = text.replacing(",", with: ".", maxReplacements: 1)
    }
    let isDecimal = text.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
    }
    guard isDecimal, let value = Double(text), value.isFinite else { return nil }
    return value
  }
}
