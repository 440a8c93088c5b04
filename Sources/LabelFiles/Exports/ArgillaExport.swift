import PlainText

/// Argilla's records as its own client writes them: the responses stand apart from the fields.
///
/// Version 2 lists the responses of each question (nested, or flat with `label.responses.users`), version
/// 1 the values of each response. One question has its answers in the column `label`, or `rating` where
/// its name says so; several have a column each. Responses that were discarded or are drafts are left out. A ranking becomes a row for each
/// item, with columns `ranking`, `rank` and `item`.
struct ArgillaExport: LabelExport {
  let name = "Argilla"

  func matches(_ record: JSON) -> Bool {
    (record["fields"]?.isObject == true && record["responses"] != nil)
      || record.members.contains { $0.key.hasSuffix(".responses.users") }
  }

  func addRows(of record: JSON, number: Int, to table: inout ExportedTable) {
    ArgillaAnswers(responses(of: record)).addRows(
      task: ["id", "external_id", "_server_id"].compactMap { record[$0]?.cell }.first
        ?? "\(number)",
      to: &table)
  }

  private func responses(of record: JSON) -> [ArgillaAnswers.Response] {
    if case .array(let responses)? = record["responses"] {
      return responses.flatMap { response in
        (response["values"]?.sortedMembers ?? []).map { question in
          ArgillaAnswers.Response(
            question: question.key, worker: response["user_id"]?.cell,
            value: question.value["value"] ?? question.value,
            status: response["status"]?.cell)
        }
      }
    }
    if let questions = record["responses"], questions.isObject {
      return questions.sortedMembers.flatMap { question in
        question.value.elements.map { response in
          ArgillaAnswers.Response(
            question: question.key, worker: response["user_id"]?.cell,
            value: response["value"] ?? .null, status: response["status"]?.cell)
        }
      }
    }
    let ending = ".responses"
    return record.members.map(\.key).filter { $0.hasSuffix(ending) }.sorted().flatMap { key in
      let workers = record[key + ".users"]?.elements ?? []
      let statuses = record[key + ".status"]?.elements ?? []
      return (record[key]?.elements ?? []).enumerated().map { index, value in
        ArgillaAnswers.Response(
          question: String(key.dropLast(ending.count)),
          worker: workers.indices.contains(index) ? workers[index].cell : nil, value: value,
          status: statuses.indices.contains(index) ? statuses[index].cell : nil)
      }
    }
  }
}

/// Argilla's records as the Hugging Face hub has them: `"label": [{"user_id": …, "value": …, "status": …}]`.
struct ArgillaDatasetExport: LabelExport {
  let name = "Argilla"

  func matches(_ record: JSON) -> Bool { !questions(of: record).isEmpty }

  func addRows(of record: JSON, number: Int, to table: inout ExportedTable) {
    let responses = questions(of: record).flatMap { question in
      (record[question]?.elements ?? []).map {
        ArgillaAnswers.Response(
          question: question, worker: $0["user_id"]?.cell, value: $0["value"] ?? .null,
          status: $0["status"]?.cell)
      }
    }
    ArgillaAnswers(responses).addRows(
      task: ["id", "external_id"].compactMap { record[$0]?.cell }.first ?? "\(number)", to: &table)
  }

  private func questions(of record: JSON) -> [String] {
    record.members.filter { question in
      !question.value.elements.isEmpty
        && question.value.elements.allSatisfy { $0["user_id"] != nil && $0["value"] != nil }
    }.map(\.key).sorted()
  }
}

/// The answers to a record of Argilla's, however they were written.
struct ArgillaAnswers {
  /// One person's answer to one question.
  struct Response {
    var question: String
    var worker: String?
    var value: JSON
    var status: String?
  }

  private let responses: [Response]

  init(_ responses: [Response]) { self.responses = responses }

  /// A row for each person, or one for each item that a person ranked.
  func addRows(task: String, to table: inout ExportedTable) {
    var kept: [Response] = []
    for response in responses {
      if let status = response.status, status != "submitted" {
        table.leaveOut("of status \(status)")
      } else {
        kept.append(response)
      }
    }
    let questions = Set(kept.map(\.question))
    var workers: [String?] = []
    for response in kept where !workers.contains(response.worker) {
      workers.append(response.worker)
    }
    for worker in workers {
      var cells: [(column: String, value: String?)] = [("task", task), ("worker", worker)]
      for response in kept where response.worker == worker {
        let items = response.value.elements.filter { $0["rank"] != nil && $0["value"] != nil }
        if items.isEmpty {
          let column =
            questions.count == 1
            ? LabelExports.labelColumn(forQuestion: response.question) : response.question
          cells.append((column, response.value.cell))
        }
        for item in items {
          table.add([
            ("ranking", task + (worker.map { "/" + $0 } ?? "")), ("rank", item["rank"]?.cell),
            ("item", item["value"]?.cell), ("worker", worker),
          ])
        }
      }
      if cells.count > 2 { table.add(cells) }
    }
  }
}
