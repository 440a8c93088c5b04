import Foundation
import PlainText

extension JSON {
  /// The value as JSON inside an HTML `script` element. Controls are made visible, as everywhere on a
  /// page; line breaks stay. Six significant digits are more than a chart can show, and keep the page
  /// small.
  var onPage: String { shown.text(.script) }

  private var shown: JSON {
    switch self {
    case .null, .flag: self
    case .number(let digits):
      Int(digits) != nil ? self : .number(String(format: "%.6g", number ?? .nan))
    case .text(let text): .text(Self.visible(text))
    case .array(let elements): .array(elements.map(\.shown))
    case .object(let members):
      .object(members.map { Member(Self.visible($0.key), $0.value.shown) })
    }
  }

  private static func visible(_ text: String) -> String { Excerpt.visible(text, keeping: ["\n"]) }
}
