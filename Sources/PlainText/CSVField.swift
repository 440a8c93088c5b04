/// One field of a row of comma-separated values: where its content stands in the text.
package struct CSVField: Sendable, Hashable {
  /// The bytes of the content, without blanks around it and without quotation marks.
  package var bytes: Range<Int>
  /// Whether it stands in quotation marks.
  package var isQuoted: Bool
  /// Whether marks inside are doubled, so that the bytes differ from what they mean.
  package var hasDoubledQuotes: Bool

  /// A field; the parameters are the properties of the same names.
  package init(bytes: Range<Int>, isQuoted: Bool = false, hasDoubledQuotes: Bool = false) {
    self.bytes = bytes
    self.isQuoted = isQuoted
    self.hasDoubledQuotes = hasDoubledQuotes
  }

  /// Appends what the field says to a buffer, with doubled marks made single again.
  package func append(to buffer: inout [UInt8], from text: Span<UInt8>) {
    var position = bytes.lowerBound
    while position < bytes.upperBound {
      buffer.append(text[position])
      // Inside the content marks come in twos only: the second of them is left out.
      position += hasDoubledQuotes && text[position] == UInt8(ascii: "\"") ? 2 : 1
    }
  }

  /// What the field says.
  package func string(in text: Span<UInt8>) -> String {
    var buffer: [UInt8] = []
    buffer.reserveCapacity(bytes.count)
    append(to: &buffer, from: text)
    return String(decoding: buffer, as: UTF8.self)
  }
}
