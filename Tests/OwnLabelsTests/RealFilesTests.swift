import Foundation
import LabelFiles
import SandboxTestSupport
import Testing

@testable import OwnLabels

/// Files of real labels, against what other programs make of them.
@Suite struct RealFilesTests {
  private static func source(_ path: String) throws -> LabelSource {
    .file(try #require(SharedData.root).appending(path: path).path)
  }

  @Test(
    .enabled(if: SharedData.has("c06_dog") && SharedData.has("c01_ds1979_anesthetist")),
    arguments: ["c06_dog", "c01_ds1979_anesthetist"])
  func dawidAndSkeneReachTheLikelihoodOfTheReference(_ folder: String) throws {
    let file = try LabelReader().labels(from: Self.source(folder + "/labels.csv"))
    let verdict = try LabelResult(of: file, by: "dawid-skene")
    let reference = try SharedData.number(folder, "reference_ds_mle.json", "log_likelihood")
    #expect(abs(try #require(verdict.finding.logLikelihood) - reference) < 1e-4)
  }

  @Test(.enabled(if: SharedData.has("p10_soundquality")))
  func strengthsAreThoseOfChoix() throws {
    let columns = try ColumnMapping(
      parsing: "left=item1,right=item2,winner=result,worker=rater")
    let file = try LabelReader(columns: columns)
      .preferences(from: Self.source("p10_soundquality/pairs.csv"))
    let verdict = try ItemRanking(of: file, by: "bradley-terry")
    #expect(verdict.items.map(\.item).first == "Stereo")
    for item in verdict.items {
      let reference = try SharedData.number(
        "p10_soundquality", "reference.json", "bt_choix_centred", item.item)
      #expect(abs(item.score - reference) < 1e-6, "\(item.item)")
    }
  }

  @Test(.enabled(if: SharedData.has("r05_netflix")))
  func rankingsReachTheLikelihoodOfTheReference() throws {
    let file = try LabelReader().preferences(from: Self.source("r05_netflix/rankings.csv"))
    let verdict = try ItemRanking(of: file, by: nil)
    #expect(verdict.method == "plackett-luce")
    let reference = try SharedData.number("r05_netflix", "reference.json", "log_likelihood")
    #expect(abs(try #require(verdict.ratings.logLikelihood) - reference) < 1e-6)
  }

  @Test(.enabled(if: SharedData.has("a02_irr")))
  func kappaOfTheDiagnosesIsThatOfFleiss() throws {
    let file = try LabelReader().labels(from: Self.source("a02_irr/diagnoses.csv"))
    let summary = try AgreementSummary(of: file)
    let kappa = try #require(summary.others.first { $0.key == "fleiss_kappa" }?.estimate)
    // Fleiss 1971, doi:10.1037/h0031619: .430. Alpha: .4334 by the reference's convention.
    #expect(abs(kappa.mean - 0.430) < 5e-4)
    #expect(abs(try #require(summary.alpha).mean - 0.4334) < 5e-5)
  }
}
