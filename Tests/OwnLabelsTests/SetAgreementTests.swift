import LabelFiles
import Testing

@testable import OwnLabels

@Suite struct SetAgreementTests {
  private static func file(_ text: String, separator: String? = "#") throws -> LabelFile {
    var reader = LabelReader()
    reader.labelSeparator = separator
    return try reader.labels(from: .text(text, name: "x.csv"))
  }

  @Test func distancesAreThoseOfPassonneau() {
    let (a, ab, bc, c): (Set<String>, Set<String>, Set<String>, Set<String>) = (
      ["a"], ["a", "b"], ["b", "c"], ["c"]
    )
    #expect(SetDistance.masi.between(ab, ab) == 0)
    #expect(abs(SetDistance.masi.between(a, ab) - 2.0 / 3) < 1e-12)
    #expect(abs(SetDistance.masi.between(ab, bc) - 8.0 / 9) < 1e-12)
    #expect(SetDistance.masi.between(a, c) == 1 && SetDistance.jaccard.between(a, c) == 1)
    #expect(SetDistance.jaccard.between(a, ab) == 0.5)
    #expect(SetDistance.jaccard.between([], []) == 0)
  }

  @Test func theOrderInACellDoesNotMatter() throws {
    let file = try Self.file("task,worker,label\na,v,a#b\na,w,b # a\nb,v,a\nb,w,a#a\n")
    #expect(file.labelNames == ["a#b", "a"])
    #expect(file.labels == [0, 0, 1, 1])
    let lists = try Self.file(
      "task,worker,label\na,v,\"[\"\"a\"\", \"\"b\"\"]\"\na,w,\"['b','a']\"\nb,v,[]\n",
      separator: ",")
    #expect(lists.labelNames == ["a,b", "[]"])
    #expect(
      try Self.file("task,worker,label\na,v,a#b\na,w,b#a\n", separator: nil).notes == [
        "labels such as a#b and b#a look like several in one cell, and are taken as different; "
          + "--label-separator \"#\" reads them as sets"
      ])
  }

  /// Two units by two coders: {a, b} with {a}, and {c} with {c}. Jaccard's distance of the first two is ½,
  /// that of {c} from either is 1: observed 2 · ½, expected 2 (½ + 2 + 2), and α = 1 − 3 · 1 / 9 = 2/3.
  /// By MASI the ½ is 2/3: α = 1 − 3 · (4/3) / (4/3 + 8) = 4/7.
  @Test func alphaOfSets() throws {
    let file = try Self.file("task,worker,label\nu,v,a#b\nu,w,a\nx,v,c\nx,w,c\n")
    let jaccard = try AgreementSummary(of: file, distance: .jaccard)
    #expect(abs(try #require(jaccard.alpha).mean - 2.0 / 3) < 1e-12)
    let masi = try AgreementSummary(of: file)
    #expect(abs(try #require(masi.alpha).mean - 4.0 / 7) < 1e-12)
    #expect(
      masi.notes.contains(
        "labels are sets: alpha takes their distance (masi), all else only whether two are equal"))
    // Of single labels it is the nominal alpha.
    let text = "task,worker,label\na,v,x\na,w,x\nb,v,y\nb,w,x\nc,v,y\nc,w,y\n"
    let single = try AgreementSummary(of: Self.file(text))
    #expect(abs(try #require(single.alpha).mean - 4.0 / 9) < 1e-12)
  }

  @Test func tooManySetsAreRefused() throws {
    let rows = (0..<1_002).map { "t\($0 / 2),w\($0 % 2),a#\($0)\n" }.joined()
    #expect {
      try AgreementSummary(of: Self.file("task,worker,label\n" + rows))
    } throws: {
      "\($0)"
        == "--label-separator: error: there are 1002 different sets of labels, but at most 1000 are "
        + "allowed, because each is compared with each\n"
        + "  fix: leave rare labels out, or leave the option out"
    }
  }
}
