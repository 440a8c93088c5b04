import SandboxCore
import Testing

/// The laws of ``Aggregator``, whatever it believes of the annotators.
///
/// - Parameter judgements: of a campaign with at least two questions and two annotators.
package func checkAggregator(
  _ aggregator: some Aggregator, judgements: [Judgement],
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let preferences = try aggregator.preferences(from: judgements)
  var asked: [Question] = []
  for judgement in judgements where !asked.contains(judgement.question) {
    asked.append(judgement.question)
  }
  // At most one preference a question, in the order of asking.
  var position = 0
  for preference in preferences {
    #expect((0.5...1).contains(preference.probability), sourceLocation: sourceLocation)
    let pair = Set([preference.chosen, preference.rejected])
    let place = asked[position...].firstIndex {
      Set([$0.first.response, $0.second.response]) == pair
    }
    guard let place else {
      Issue.record(
        "a preference nobody was asked for, or out of order", sourceLocation: sourceLocation)
      return
    }
    position = place + 1
    let answers = judgements.filter {
      $0.question.id == asked[place].id && $0.answer.scoreOfFirst != nil
    }
    #expect(
      preference.annotators == answers.map(\.annotator), "voters are not those who decided",
      sourceLocation: sourceLocation)
  }

  #expect(
    try aggregator.preferences(from: judgements) == preferences, "the second time it differs",
    sourceLocation: sourceLocation)
  #expect(try aggregator.preferences(from: []).isEmpty, sourceLocation: sourceLocation)

  let renamed = judgements.map { judgement in
    var judgement = judgement
    judgement.annotator = "someone else called " + judgement.annotator
    return judgement
  }
  let voters = preferences.map { preference in
    var preference = preference
    preference.annotators = preference.annotators.map { "someone else called " + $0 }
    return preference
  }
  #expect(
    try aggregator.preferences(from: renamed) == voters, "names of annotators must not matter",
    sourceLocation: sourceLocation)

  var withRefusals = judgements
  for judgement in judgements.prefix(2) {
    var refusal = judgement
    refusal.annotator = "the silent one"
    refusal.answer = .declined
    withRefusals.append(refusal)
  }
  #expect(
    try aggregator.preferences(from: withRefusals) == preferences, "a refusal must count nothing",
    sourceLocation: sourceLocation)
}
