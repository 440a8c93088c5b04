import SandboxTestSupport
import Testing

@testable import OwnLabels

/// Every page about people's own labels, whatever is in them.
@Suite struct LabelPageTests {
  private static let table = """
    task,worker,label
    a,ann,cat
    a,bob,cat
    a,cyd,dog
    b,ann,dog
    b,bob,dog
    b,cyd,dog
    c,ann,cat
    c,bob,dog
    c,cyd,bird

    """
  private static let battles = """
    left,right,winner
    a,b,a
    b,c,b
    c,a,a
    a,c,c

    """

  @Test func everybodyCanReadThem() throws {
    let labels = try verdict(Self.table, by: "dawid-skene", compares: true)
    #expect(checkPage(try labels.page(command: "rlhf aggregate x", version: "0")) == [])
    let numbers = "task,worker,label\na,x,1\na,y,2.5\nb,x,3\nb,y,3.5\nc,x,5\nc,y,4\n"
    let ratings = try verdict(numbers, compares: true)
    #expect(checkPage(try ratings.page(command: "rlhf aggregate x", version: "0")) == [])
    let summary = try agreement(Self.table)
    #expect(checkPage(summary.page(command: "rlhf agreement x", version: "0")) == [])
    let items = try rating(Self.battles, compares: true)
    #expect(checkPage(items.page(command: "rlhf rate x", version: "0")) == [])
  }

  /// 2,000 labels with names of 2,000 characters, a megabyte or more in all: the page holds little of it,
  /// beside the chart library.
  @Test func longNamesAreCutAndStayApart() throws {
    let tail = String(repeating: "x", count: 2000)
    let empty = try verdict(Self.table, compares: true).page(command: "", version: "").utf8.count
    let rows = (0..<50).flatMap { task in
      (0..<20).map { "\u{1B}[31m\(tail)\(task),w\(tail)\($0),l\(tail)\((task * 7 + $0 * 3) % 4)\n" }
    }
    let long = "task,worker,label\n" + rows.joined()
    for page in [
      try verdict(long, by: "dawid-skene", compares: true).page(command: "", version: ""),
      try agreement(long).page(command: "", version: ""),
    ] {
      #expect(page.utf8.count < empty + 500_000)
      #expect(!page.contains(tail))
      #expect(checkPage(page) == [])
    }
    let battles = "left,right,winner\n" + (0..<50).map { "a\(tail)\($0),b\(tail),left\n" }.joined()
    let page = try rating(battles).page(command: "", version: "")
    #expect(page.utf8.count < empty + 500_000 && !page.contains(tail))
    #expect(page.contains("… (2)"), "items that are cut alike keep rows of their own")
  }

  /// Three columns with two decimals each need 32 pixels a number.
  @Test func numbersInCellsGiveWayOnNarrowScreens() {
    let names = ["a", "b", "c"]
    let map = HeatMap(
      title: "t", caption: "c", rows: (names, nil), columns: (names, nil),
      values: [[1, nil, 0]], meaning: "m", range: 0...1)
    let html = map.figure?.markup().html ?? ""
    #expect(html.contains(#""opacity":{"expr":"width \u003c 96 ? 0 : 1"}"#))
  }

  @Test func aHundredThousandTasksMakeNoLongPage() throws {
    let rows = (0..<100_000).flatMap { task in
      (0..<2).map { "task-\(task),worker-\((task + $0) % 300),\((task * 7 + $0 * task) % 3)\n" }
    }
    let few = try verdict(Self.table, by: "majority").page(command: "", version: "")
    let many = try verdict("task,worker,label\n" + rows.joined(), by: "majority")
      .page(command: "", version: "")
    #expect(many.utf8.count < few.utf8.count + 500_000)
  }
}
