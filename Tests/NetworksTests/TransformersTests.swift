import Foundation
import Networks
import Testing

/// Opens what we write in transformers and compares what the two compute: logits and rewards.
///
/// Needs a Python that has torch and transformers; its path is taken from `TRANSFORMERS_PYTHON`.
private let python = ProcessInfo.processInfo.environment["TRANSFORMERS_PYTHON"]

@Suite(.enabled(if: python != nil, "set TRANSFORMERS_PYTHON to a Python with torch, transformers"))
struct TransformersTests {
  /// What `Fixtures/check_export.py` reads.
  struct Outputs: Encodable {
    var tokens: [[Int32]]
    var logits: [[[Float]]]?
    var scores: [Double]?
  }

  static let model = ModelFolderTests.decoder(scale: 0.3)

  private func logits(of sequence: [Int32]) -> [[Float]] {
    let session = Self.model.makeDecodingSession(rowCount: 1)
    return sequence.map { token in
      session.extend(rows: [0], tokens: [token], counts: [1])
      return Array(session.logits)
    }
  }

  /// Runs the check on a folder without a value head, which the script would refuse as unexpected:
  /// transformers' language model has none. Returns its exit status and what it said.
  private func check(_ role: ModelFolder.Role, _ outputs: Outputs) throws -> (Int32, String) {
    let folder = try TemporaryFolder()
    try ModelFolder.write(
      Self.model, role: role, words: ModelFolderTests.words, beginning: 0, end: 6, to: folder.url)
    let weights = folder.url.appending(path: "model.safetensors")
    var tensors = try Safetensors(contentsOf: weights)
    for name in ["v_head.summary.weight", "v_head.summary.bias"] { tensors[name] = nil }
    try tensors.encoded().write(to: weights)
    let file = folder.url.appending(path: "outputs.json")
    try JSONEncoder().encode(outputs).write(to: file)
    let script = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/check_export.py")
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: try #require(python))
    process.arguments = [script.path, folder.url.path, file.path]
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, said)
  }

  @Test func transformersOpensAPolicy() throws {
    let sequences = ModelFolderTests.sequences
    let (status, said) = try check(
      .policy, Outputs(tokens: sequences, logits: sequences.map(logits)))
    #expect(status == 0, "\(said)")
  }

  @Test func transformersOpensARewardModel() throws {
    let scores = ModelFolderTests.scores(of: Self.model).map { 2.5 * $0 - 1.25 }
    let outputs = Outputs(tokens: ModelFolderTests.sequences, scores: scores)
    let (status, said) = try check(.reward(scale: 2.5, shift: -1.25), outputs)
    #expect(status == 0, "\(said)")
    // The check itself can fail: other scores are noticed.
    #expect(try check(.reward(scale: 2.5, shift: -1), outputs).0 == 1)
  }
}
