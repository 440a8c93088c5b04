import Randomness
import SandboxCore
import Testing

/// The laws of ``Annotator``, whoever it is.
///
/// - Parameters:
///   - annotator: a fresh one.
///   - questions: at least one.
package func checkAnnotator(
  _ annotator: some Annotator, questions: [Question],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let stream = RandomStream(seed: 20_260)
  #expect(!annotator.name.isEmpty, sourceLocation: sourceLocation)
  #expect(!annotator.conduct.isEmpty, sourceLocation: sourceLocation)

  var one = annotator
  var copy = annotator
  for question in questions {
    var luck = stream.child(question.id)
    var sameLuck = luck
    let (answer, explanation) = one.answer(question, using: &luck)
    let (sameAnswer, sameExplanation) = copy.answer(question, using: &sameLuck)
    #expect(answer == sameAnswer, "the same luck, another answer", sourceLocation: sourceLocation)
    #expect(explanation == sameExplanation, sourceLocation: sourceLocation)
    #expect(
      (0...1).contains(explanation.probabilityFirst), "question \(question.id)",
      sourceLocation: sourceLocation)
    #expect((0..<1).contains(explanation.draw), sourceLocation: sourceLocation)
    #expect(
      explanation.terms.allSatisfy { $0.nats.isFinite }, "JSON knows no infinity",
      sourceLocation: sourceLocation)
    if explanation.interventions.isEmpty {
      let unaltered: Answer = explanation.draw < explanation.probabilityFirst ? .first : .second
      #expect(
        answer == unaltered, "nothing intervened, yet the draw does not explain the answer",
        sourceLocation: sourceLocation)
    }
  }
  #expect(one.name == annotator.name, sourceLocation: sourceLocation)
  #expect(one.group == annotator.group, sourceLocation: sourceLocation)
}
