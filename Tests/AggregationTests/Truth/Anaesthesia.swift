import Aggregation

/// Dawid & Skene 1979, table 1: 45 patients, five anaesthetists, of whom the first read three times.
enum Anaesthesia {
  static let rows = """
    111 1111 333 4334 112 2122 222 3121 222 3222 222 3322 122 2111 333 3433 222 2223 232 2223 444 4444
    222 3343 111 1111 222 3212 121 1111 111 2111 111 1111 111 1111 222 2221 222 1322 222 2222 222 2221
    222 3222 221 2222 111 1111 111 1111 232 2222 111 1111 111 1111 112 1121 111 1111 333 3233 111 1111
    222 2222 222 3232 433 4343 221 2232 232 3233 333 3432 111 1111 111 1111 121 2111 232 2222 121 1111
    222 2222
    """

  /// Two transcriptions are about; they differ in how the first anaesthetist read patient 7.
  static func table(patient7: String = "122") throws -> LabelTable {
    let words = rows.split(whereSeparator: \.isWhitespace)
    var labels: [CrowdLabel] = []
    for patient in 0..<45 {
      let first = patient == 6 ? Array(patient7) : Array(words[2 * patient])
      for reading in first {
        labels.append(
          CrowdLabel(task: patient, worker: 0, label: (reading.wholeNumberValue ?? 0) - 1))
      }
      for (place, reading) in words[2 * patient + 1].enumerated() {
        labels.append(
          CrowdLabel(task: patient, worker: place + 1, label: (reading.wholeNumberValue ?? 0) - 1))
      }
    }
    return try LabelTable(labels)
  }

  static let diagnoses = "142222132243121111222222112111131224233111212"
}
