import Aggregation
import PlainText
import Reports

extension LabelResult {
  /// The verdict for programs, one object; all tasks and workers, with `null` where nothing is known.
  public var json: String {
    let parameters = finding.workerParameters.map { parameter in
      (name: parameter.name.replacing(" ", with: "_"), values: parameter.values)
    }
    return JSON.object([
      "method": .text(method),
      "tasks": .array(tasks.map(json(of:))),
      "groups": groups.isEmpty ? nil : .array(groups.map(json(of:))),
      "workers": .array(
        workers.map { worker in
          json(of: worker).adding(
            parameters.filter { $0.values.indices.contains(worker.index) }.map {
              .init($0.name, .number($0.values[worker.index]))
            })
        }),
      "log_likelihood": .number(finding.logLikelihood),
      "iterations": .number(finding.iterations),
    ]).adding(confusionMembers).adding([
      "comparison": comparison?.json, "notes": .array(notes.map(JSON.text)),
    ]).text(.records) + "\n"
  }

  private func json(of task: TaskEstimate) -> JSON {
    let isQuality = task.quality != nil
    return .object([
      "task": .text(task.task),
      "label": task.label.map(JSON.text) ?? .number(task.quality),
      "probability": .number(task.label == nil ? nil : task.probability),
      "low": isQuality ? .number(task.interval?.lowerBound) : nil,
      "high": isQuality ? .number(task.interval?.upperBound) : nil,
      "groups": groups.isEmpty
        ? nil : .object(groups.map { .init($0.group, json(of: $0.answers[task.index])) }),
    ])
  }

  private func json(of answer: GroupVerdict.Answer?) -> JSON {
    switch answer {
    case .label(let label)?: .text(file.labelNames[label])
    case .mean(let mean)?: .number(mean)
    case nil: .null
    }
  }

  private func json(of group: GroupVerdict) -> JSON {
    [
      "group": .text(group.group), "workers": .number(group.workerCount),
      "labels": .number(group.labelCount), "agreement": .number(group.agreement?.mean),
      "low": .number(group.agreement?.low), "high": .number(group.agreement?.high),
    ]
  }

  private func json(of worker: WorkerVerdict) -> JSON {
    [
      "worker": .text(worker.worker), "reliability": .number(worker.reliability),
      "low": .number(worker.interval?.lowerBound), "high": .number(worker.interval?.upperBound),
      "labels": .number(worker.labelCount),
    ]
  }

  private var confusionMembers: [JSON.Member] {
    guard let matrices = confusions, !matrices.isEmpty else { return [] }
    let confusion = matrices.map { worker, matrix -> JSON in
      [
        "worker": .text(file.workerNames[worker]),
        "matrix": .array(matrix.map { .array($0.map { .number($0) }) }),
      ]
    }
    return [
      .init("classes", .array(file.labelOrder.map { .text(file.labelNames[$0]) })),
      .init("confusion", .array(confusion)),
    ]
  }

  /// P(label | class) of each worker, classes in the order of ``LabelFile/labelOrder``; `nil` where the
  /// method has none.
  var confusions: [(worker: Int, matrix: [[Double]])]? {
    guard case .classes(let estimate) = finding, let confusion = estimate.confusion else {
      return nil
    }
    let (count, order) = (estimate.classCount, file.labelOrder)
    return workers.map(\.index).map { worker in
      (
        worker,
        order.map { truth in
          order.map { confusion[(worker * count + truth) * count + $0] }
        }
      )
    }
  }

  /// The tasks as a table of comma-separated values: `task,label,probability`, or of ratings
  /// `task,quality,low,high`.
  public var csv: String {
    if case .quality = finding {
      return CSVWriter.table(
        [["task", "quality", "low", "high"] + groups.map { "mean_\($0.group)" }]
          + tasks.map { task in
            [task.task, task.quality, task.interval?.lowerBound, task.interval?.upperBound]
              .map(Self.cell) + groups.map { text($0.answers[task.index]) ?? "" }
          })
    }
    return CSVWriter.table(
      [["task", "label", "probability"] + groups.map { "label_\($0.group)" }]
        + tasks.map { task in
          [task.task, task.label ?? "", Self.cell(task.probability)]
            + groups.map { text($0.answers[task.index]) ?? "" }
        })
  }

  /// What a group says about a task, as a text; `nil` where it says nothing.
  public func text(_ answer: GroupVerdict.Answer?, decimals: Int? = nil) -> String? {
    switch answer {
    case .label(let label)?: file.labelNames[label]
    case .mean(let mean)?: decimals.map { NumberText.fixed(mean, decimals: $0) } ?? "\(mean)"
    case nil: nil
    }
  }

  private static func cell(_ value: Any?) -> String {
    switch value {
    case let text as String: text
    case let number as Double: "\(number)"
    default: ""
    }
  }
}
