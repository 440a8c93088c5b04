import SandboxCore
import Statistics

/// Answers of people as tables by number: what truth inference, ratings and defences work on.
///
/// Questions are numbered in the order in which they were first asked, annotators and responses in that in
/// which they first appear among votes.
struct VoteTable {
  /// The questions that were answered, by number.
  private(set) var questions: [Question] = []
  /// The annotators, by number.
  private(set) var annotators: [String] = []
  /// Each decided comparison: question, annotator, and 1, 0 or ½ for the first.
  private(set) var votes: [(question: Int, annotator: Int, score: Double)] = []

  /// Files comparisons; refusals, other forms and questions that nobody decided are left out.
  init(comparisons judgements: [Judgement]) {
    let decided = Set(
      judgements.filter { $0.answer.scoreOfFirst != nil }.map { $0.question.id })
    var questionPlaces: [Int: Int] = [:]
    var annotatorPlaces: [String: Int] = [:]
    for judgement in judgements where decided.contains(judgement.question.id) {
      let id = judgement.question.id
      let question = questionPlaces[id] ?? questions.count
      // Even who refuses has been asked: the order is that of asking.
      if question == questions.count {
        questionPlaces[id] = question
        questions.append(judgement.question)
      }
      guard let score = judgement.answer.scoreOfFirst else { continue }
      let annotator = annotatorPlaces[judgement.annotator] ?? annotators.count
      if annotator == annotators.count {
        annotatorPlaces[judgement.annotator] = annotator
        annotators.append(judgement.annotator)
      }
      votes.append((question, annotator, score))
    }
  }

  /// The names of those who decided each question, in the order of their votes.
  var voters: [[String]] {
    var voters = [[String]](repeating: [], count: questions.count)
    for vote in votes { voters[vote.question].append(annotators[vote.annotator]) }
    return voters
  }

  /// Whether anybody called a tie.
  var hasTies: Bool { votes.contains { $0.score == 0.5 } }

  /// Votes as labels: 0 for the first, 1 for the second, 2 for a tie where there are ties.
  func labelTable() throws(AggregationError) -> LabelTable {
    try LabelTable(
      tasks: votes.map { Int32($0.question) }, workers: votes.map { Int32($0.annotator) },
      labels: votes.map { $0.score == 1 ? 0 : $0.score == 0 ? 1 : 2 },
      taskCount: questions.count, workerCount: annotators.count, classCount: hasTies ? 3 : 2)
  }

  /// Votes as comparisons of items: equal responses to one prompt are one item.
  func comparisons() -> (comparisons: Comparisons, pairs: [(Int, Int)]) {
    var places: [Response: Int] = [:]
    func place(of response: Response) -> Int {
      let place = places[response] ?? places.count
      places[response] = place
      return place
    }
    let pairs = questions.map { (place(of: $0.first.response), place(of: $0.second.response)) }
    var comparisons = Comparisons(itemCount: places.count)
    for vote in votes {
      let (first, second) = pairs[vote.question]
      // Nothing is better than itself.
      guard first != second else { continue }
      comparisons.append(
        left: first, right: second,
        outcome: vote.score == 1 ? .left : vote.score == 0 ? .right : .tie, rater: vote.annotator)
    }
    return (comparisons, pairs)
  }
}
