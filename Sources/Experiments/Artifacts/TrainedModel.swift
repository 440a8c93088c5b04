import Foundation
import Networks
import PlainText
import SandboxCore

/// What a training leaves: a model's numbers, and how it went.
struct TrainedModel: Sendable {
  var model: any LanguageModel
  var report: TrainingReport

  /// The report in JSON on one line, then the parameters as float32, little-endian.
  var encoded: Data {
    get throws {
      var data = try JSONEncoder().encode(report) + [UInt8(ascii: "\n")]
      let parameters = model.parameters
      data.reserveCapacity(data.count + 4 * parameters.count)
      for parameter in parameters {
        withUnsafeBytes(of: parameter.bitPattern.littleEndian) { data.append(contentsOf: $0) }
      }
      return data
    }
  }

  init(model: any LanguageModel, report: TrainingReport) {
    self.model = model
    self.report = report
  }

  /// Reads what ``encoded`` wrote into a model of the same architecture; `nil` where it is of another.
  init?(_ data: Data, into untrained: any LanguageModel) {
    guard let end = data.firstIndex(of: UInt8(ascii: "\n")),
      let report = try? JSONDecoder().decode(TrainingReport.self, from: data[..<end])
    else { return nil }
    let bytes = data[(end + 1)...]
    guard bytes.count == 4 * untrained.parameterCount else { return nil }
    model = untrained
    model.parameters = bytes.withUnsafeBytes { raw in
      (0..<untrained.parameterCount).map { index in
        Float(
          bitPattern: UInt32(
            littleEndian: raw.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)))
      }
    }
    self.report = report
  }
}
