import Foundation

/// The laws that every page of the product keeps, whatever it shows.
///
/// - Returns: what is broken, in words; empty for a page that all can read.
public func checkPage(_ html: String) -> [String] {
  // The page's own scripts, of which the chart library is one, are no part of what is read.
  let parts = html.components(separatedBy: "<script>")
  let page =
    parts[0]
    + parts.dropFirst().compactMap { $0.components(separatedBy: "</script>").last }
    .joined()
  return skippedHeadings(page) + namelessFigures(page) + unreachableFrames(page)
    + strayTexts(page)
}

private func skippedHeadings(_ page: String) -> [String] {
  let headings = page.matches(of: #/<h([1-6])[^>]*>([^<]*)/#).map { match in
    (level: Int(match.1) ?? 0, text: match.2)
  }
  guard headings.first?.level == 1 else { return ["the first heading is no h1"] }
  return zip(headings, headings.dropFirst()).compactMap { above, heading in
    heading.level > above.level + 1
      ? "h\(heading.level) below h\(above.level): \(heading.text)" : nil
  }
}

private func namelessFigures(_ page: String) -> [String] {
  let names = page.matches(of: #/<figure data-name="([^"]*)"/#).map { String($0.1) }
  let figures = page.matches(of: #/<figure/#).count
  let charts = page.matches(of: #/<div class="chart"/#).count
  let told = page.matches(
    of: #/<div class="chart" role="img" aria-label="[^"]+" style="[^"]*"><noscript><p>[^<]+</p>/#)
  let repeated = Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }.keys.sorted()
  return repeated.map { "two figures are called \($0)" }
    + (names.count == figures && !names.contains("") ? [] : ["a figure has no name"])
    + (told.count == charts ? [] : ["a chart says nothing without scripts"])
}

private func unreachableFrames(_ page: String) -> [String] {
  let frames = page.matches(of: #/<div class="scroll"[^>]*>/#)
  return frames.filter {
    $0.0.firstMatch(of: #/tabindex="0" role="group" aria-label="[^"]+"/#) == nil
  }.map { "the keyboard cannot reach \($0.0)" }
}

private func strayTexts(_ page: String) -> [String] {
  let controls = page.unicodeScalars.filter { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F }
  let policies = page.matches(of: #/<meta http-equiv="Content-Security-Policy"/#).count
  return (controls.isEmpty ? [] : ["the page holds control characters"])
    + (page.contains(#/<th[^>]*></th>/#) ? ["the head of a column is empty"] : [])
    + (policies == 1 ? [] : ["the page has \(policies) security policies"])
}
