import Foundation
import LabelFiles
import SandboxTestSupport
import Testing

/// Files that people have published, as they are.
@Suite struct RealFilesTests {
  private static func source(_ path: String) throws -> LabelSource {
    .file(try #require(SharedData.root).appending(path: path).path())
  }

  /// Rows counted by the line, tasks, workers and labels by what the data sets' descriptions say.
  @Test(
    .enabled(if: SharedData.has("c01_ds1979_anesthetist") && SharedData.has("c06_dog")),
    arguments: [("c01_ds1979_anesthetist", 315, 45, 5, 4), ("c06_dog", 8070, 807, 109, 4)])
  func labels(_ folder: String, _ rows: Int, _ tasks: Int, _ workers: Int, _ classes: Int) throws {
    let file = try LabelReader().labels(from: Self.source("\(folder)/labels.csv"))
    #expect(file.count == rows)
    #expect(file.taskNames.count == tasks)
    #expect(file.workerNames.count == workers)
    #expect(file.labelNames.count == classes)
    #expect(file.labelValues != nil)
    #expect(file.missingCount == 0)
  }

  @Test(.enabled(if: SharedData.has("a02_irr"))) func wideTables() throws {
    let diagnoses = try LabelReader().labels(from: Self.source("a02_irr/diagnoses.csv"))
    #expect(diagnoses.taskNames.count == 30)
    #expect(diagnoses.workerNames.count == 6)
    #expect(diagnoses.count == 180)
    #expect(diagnoses.labelNames.count == 5)
    let mapping = try ColumnMapping(parsing: "rater=r.eye,rater=l.eye")
    let vision = try LabelReader(columns: mapping).labels(from: Self.source("a02_irr/vision.csv"))
    #expect(vision.taskNames.count == 7477)
    #expect(vision.count == 2 * 7477)
  }

  @Test(.enabled(if: SharedData.has("p11_topmodel2007") && SharedData.has("p04_icehockey")))
  func comparisons() throws {
    let models = try LabelReader().comparisons(from: Self.source("p11_topmodel2007/pairs.csv"))
    #expect(models.itemNames.count == 6)
    #expect(models.count == 192 * 15)
    #expect(models.workers == nil)
    let mapping = try ColumnMapping(parsing: "left=visitor,right=opponent")
    let hockey = try LabelReader(columns: mapping).comparisons(
      from: Self.source("p04_icehockey/icehockey.csv"))
    #expect(hockey.itemNames.count == 58)
    #expect(hockey.count == 1083)
    #expect(hockey.outcomes.contains(.tie))
    #expect(hockey.periods != nil)
  }

  @Test(.enabled(if: SharedData.has("r05_netflix"))) func rankings() throws {
    let file = try LabelReader().rankings(from: Self.source("r05_netflix/rankings.csv"))
    #expect(file.itemNames.count == 4)
    #expect(file.weights?.first == 68)
    #expect(file.ranks.prefix(4) == [1, 2, 3, 4])
  }
}
