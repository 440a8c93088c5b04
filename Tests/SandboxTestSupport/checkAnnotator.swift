import Randomness
import SandboxCore
import Testing

/// The laws of ``Annotator``, whoever it is and however it is asked.
///
/// - Parameters:
///   - annotator: a fresh one.
///   - questions: at least one; of every channel, if it is to be checked on all of them.
package func checkAnnotator(
  _ annotator: some Annotator, questions: [Question],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let stream = RandomStream(seed: 20_260)
  #expect(!annotator.name.isEmpty, sourceLocation: sourceLocation)
  #expect(!annotator.group.isEmpty, sourceLocation: sourceLocation)
  #expect(!annotator.behavior.isEmpty, sourceLocation: sourceLocation)

  var silent = annotator
  var open = annotator
  silent.prepare(for: questions)
  open.prepare(for: questions)
  for (place, question) in questions.enumerated() {
    let luck = RandomKey(stream, question.id)
    let asked = "\(annotator.behavior), \(question.channel.rawValue) \(question.id)"
    // Both keep their state from question to question: if reasons cost anything, it shows later.
    let answer = silent.answer(question, using: luck)
    let (explained, explanation) = open.explainedAnswer(question, using: luck)
    #expect(answer == explained, "\(asked): another answer", sourceLocation: sourceLocation)
    #expect(question.admits(answer), "\(asked): \(answer)", sourceLocation: sourceLocation)
    check(explanation, of: question, asked, sourceLocation: sourceLocation)
    if place == questions.count / 2 {
      silent.rest()
      open.rest()
    }
  }
  #expect(silent.name == annotator.name, sourceLocation: sourceLocation)
  #expect(silent.group == annotator.group, sourceLocation: sourceLocation)
  #expect(silent.behavior == annotator.behavior, sourceLocation: sourceLocation)
  #expect(silent.isAdversarial == annotator.isAdversarial, sourceLocation: sourceLocation)
}

private func check(
  _ explanation: Explanation, of question: Question, _ asked: String,
  sourceLocation: SourceLocation
) {
  let numbers =
    explanation.qualities.flatMap { $0 } + explanation.leanings + explanation.draws
  #expect(
    numbers.allSatisfy { $0.value.isFinite && !$0.name.isEmpty },
    "\(asked): JSON knows no infinity", sourceLocation: sourceLocation)
  #expect(
    [0, question.items.count + question.drafts.count].contains(explanation.qualities.count),
    "\(asked): \(explanation.qualities.count) qualities", sourceLocation: sourceLocation)
  if let probability = explanation.probability {
    #expect((0...1).contains(probability), "\(asked)", sourceLocation: sourceLocation)
  }
}

extension Question {
  /// Whether an answer has the form that the channel asks for.
  package func admits(_ answer: Answer) -> Bool {
    switch (channel.form, answer) {
    case (_, .declined): true
    case (.comparison, .first), (.comparison, .second): true
    case (.comparison, .tie), (.graded, .tie): true
    case (.graded, .graded(let grade)): (1...3).contains(abs(grade))
    case (.ranking, .ranking(let order)): order.sorted() == Array(items.indices)
    case (.rating, .rating(let rating)), (.rubric, .rubric(let rating, _)):
      (1...10).contains(rating)
    case (.thumb, .up), (.thumb, .down): true
    case (.draft, .draft(let place)): place.map(drafts.indices.contains) ?? !items.isEmpty
    default: false
    }
  }
}
