/// Many unfinished sequences of an ``NGramTable``; all it remembers of each is its context.
final class NGramDecodingSession: DecodingSession {
  private let table: NGramTable
  private var contexts: [Int]
  private let logitStorage: UnsafeMutableBufferPointer<Float>
  private let valueStorage: UnsafeMutableBufferPointer<Float>
  private var extendedCount = 0

  init(table: NGramTable, rowCount: Int) {
    self.table = table
    contexts = Array(repeating: table.emptyContext, count: rowCount)
    logitStorage = .allocate(capacity: max(1, rowCount * table.vocabularyCount))
    valueStorage = .allocate(capacity: max(1, rowCount))
  }

  deinit {
    logitStorage.deallocate()
    valueStorage.deallocate()
  }

  func extend(rows: [Int32], tokens: [Int32], counts: [Int32]) {
    let width = table.vocabularyCount
    var next = 0
    for (position, row) in rows.enumerated() {
      var context = contexts[Int(row)]
      for _ in 0..<counts[position] {
        context = table.context(context, followedBy: tokens[next])
        next += 1
      }
      contexts[Int(row)] = context
      for token in 0..<width {
        logitStorage[position * width + token] = table.parameters[context * width + token]
      }
      valueStorage[position] = table.parameters[table.valuesStart + context]
    }
    extendedCount = rows.count
  }

  func copy(_ row: Int32, to other: Int32) { contexts[Int(other)] = contexts[Int(row)] }

  func reset() {
    contexts = contexts.map { _ in table.emptyContext }
    extendedCount = 0
  }

  var logits: UnsafeBufferPointer<Float> {
    UnsafeBufferPointer(rebasing: logitStorage[0..<extendedCount * table.vocabularyCount])
  }

  var values: UnsafeBufferPointer<Float> {
    UnsafeBufferPointer(rebasing: valueStorage[0..<extendedCount])
  }
}
