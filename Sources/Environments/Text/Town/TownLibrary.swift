import Randomness
import SandboxCore

/// All that has been written in the town, sorted for those who write more: corpus and experts.
struct TownLibrary: Sendable {
  /// Every fact the corpus states, once.
  let statements: [[Token]]
  /// The facts about each resident: indices into `statements`.
  let statementsOfResident: [[Int]]
  /// What people remark on advice, and the slogans.
  let remarks: [[Token]]
  /// What is good to do, as people say it in passing: steps of advice and pairs of them.
  let steps: [[Token]]
  /// For each family, the tasks whose prompts the corpus may show: all but held-out prompts.
  let shownTasks: [TaskShelf]
  /// For each topic, the same tasks once more, without the stories: what may be asked in a row.
  let shownTasksOfTopic: [[Int]]
  /// For each family, the tasks that experts demonstrate: the training split.
  let taughtTasks: [TaskShelf]
  /// Requests of held-out prompts, which no phase may see.
  let hidden: Set<[Token]>

  /// Sorts what there is.
  ///
  /// - Parameter split: for each task the split of its prompt.
  init(lexicon: TownLexicon, tasks: [TownTask], split: [PromptSplit]) {
    let statements = Self.statements(lexicon)
    self.statements = statements
    statementsOfResident = lexicon.words(ofClass: "NAME").map { name in
      statements.indices.filter { statements[$0].contains(name) }
    }
    remarks =
      TownGrammar.remarks.flatMap { lexicon.expand($0) }
      + TownManners.phrases.filter { $0.place == .slogan }.map { lexicon.tokens($0.text) }
    let shown = tasks.indices.filter { split[$0] != .heldOutPrompts }
    let taught = tasks.indices.filter { split[$0] == .training }
    func ofFamily(_ indices: [Int]) -> [TaskShelf] {
      TownFamily.allCases.map { family in
        TaskShelf(indices.filter { tasks[$0].prompt.family == family.rawValue }, of: tasks)
      }
    }
    steps = TownGrammar.goodAdvice.map { lexicon.tokens($0) }
    shownTasks = ofFamily(shown)
    taughtTasks = ofFamily(taught)
    shownTasksOfTopic = TownWords.topics.map { topic in
      shown.filter { tasks[$0].prompt.topic == topic && tasks[$0].sequel.isEmpty }
    }
    hidden = Set(
      tasks.indices.filter { split[$0] == .heldOutPrompts }.map { tasks[$0].request })
  }

  private static func statements(_ lexicon: TownLexicon) -> [[Token]] {
    var seen: Set<[Token]> = []
    return TownQuestions.kinds.filter(\.isStated).flatMap { kind in
      kind.rows.map { lexicon.fill(kind.answers[0], with: $0.words) }
    }.filter { seen.insert($0).inserted }
  }
}

/// Tasks of one family by goal. Every goal is drawn equally often, however many people it may
/// concern: a resume comes up as often as a neighbour.
struct TaskShelf: Sendable {
  /// Indices of tasks, by goal; none empty.
  let goals: [[Int]]

  init(_ indices: [Int], of tasks: [TownTask]) {
    let last = indices.map { tasks[$0].goal }.max() ?? 0
    goals = (0...last).map { goal in indices.filter { tasks[$0].goal == goal } }
      .filter { !$0.isEmpty }
  }

  /// Draws a task.
  func draw(using stream: inout RandomStream) -> Int {
    let goal = goals[stream.uniform(below: goals.count)]
    return goal[stream.uniform(below: goal.count)]
  }
}
