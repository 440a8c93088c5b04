import CKernels
import Foundation
import Randomness
import SandboxCore

/// Answers to a block of comparisons, a column at a time.
///
/// Every step is that of ``Person/view(of:notes:)`` and ``Answering``, in the same order and by the same
/// arithmetic, for a column at a time.
struct ComparisonBlock {
  private let table: ComparisonTable
  private let person: Person
  private let stream: RandomStream
  private let sight: ColumnSight
  private let columns: ComparisonColumns

  /// A block for one person's run through a table.
  init(
    table: ComparisonTable, person: Person, stream: RandomStream, columns: ComparisonColumns
  ) {
    self.table = table
    self.person = person
    self.stream = stream
    self.columns = columns
    sight = ColumnSight(of: person, for: table, in: columns)
  }

  /// Answers some rows, at most ``ComparisonColumns/size``.
  ///
  /// - Parameters:
  ///   - before: how many answers the person has given in this run.
  ///   - answers: receives the codes of ``ComparisonAnswer``.
  func answer(
    _ rows: Range<Int>, after before: Int, into answers: UnsafeMutableBufferPointer<UInt8>
  ) {
    sight.see(table.first, rows, into: columns.first)
    sight.see(table.second, rows, into: columns.second)
    lean(rows.count, after: person.state.answersInAll + before)
    Luck.pairs(
      of: stream, events: rows, block: LuckPlace.choice / 2, even: columns.choiceDraws,
      odd: columns.mistakeDraws)
    choose(rows.count, into: answers)
    let traits = person.traits
    if traits.lapses > 0 || traits.fatigueLimit > 0 {
      Luck.pairs(
        of: stream, events: rows, block: LuckPlace.lapse / 2, even: columns.lapseDraws,
        odd: columns.blindDraws)
      lapse(rows.count, after: person.state.answersInSession + before, into: answers)
    }
    if traits.mistakes > 0 {
      rlhf_slip(
        columns.mistakeDraws.baseAddress, traits.mistakes, Int64(rows.count), answers.baseAddress)
    }
    override(rows.count, in: answers)
  }

  /// ℓ = β·practice·(q₁ − q₂) + b.
  private func lean(_ count: Int, after answered: Int) {
    let traits = person.traits
    let (one, two, leaning) = (columns.first.quality, columns.second.quality, columns.leaning)
    if case .boltzmann(let rationality) = traits.rationality, traits.beginnerShare >= 1 {
      rlhf_lean(
        one.baseAddress, two.baseAddress, rationality, traits.positionBias, Int64(count),
        leaning.baseAddress)
      return
    }
    for i in 0..<count {
      let practice = traits.practice(after: answered + i)
      leaning[i] =
        traits.rationality.leaning(gap: one[i] - two[i], practice: practice)
        + traits.positionBias
    }
  }

  /// draw < σ(ℓ): quickly where the two are far apart, else by the formula itself.
  private func choose(_ count: Int, into answers: UnsafeMutableBufferPointer<UInt8>) {
    let (leaning, draws) = (columns.leaning, columns.choiceDraws)
    let undecided = rlhf_logistic_choices(
      leaning.baseAddress, draws.baseAddress, Int64(count), answers.baseAddress)
    guard undecided > 0 else { return }
    for i in 0..<count where answers[i] == 2 {
      answers[i] = draws[i] < 1 / (1 + exp(-leaning[i])) ? 0 : 1
    }
  }

  private func lapse(
    _ count: Int, after answered: Int, into answers: UnsafeMutableBufferPointer<UInt8>
  ) {
    let traits = person.traits
    for i in 0..<count
    where columns.lapseDraws[i] < traits.lapseProbability(after: answered + i) {
      answers[i] = columns.blindDraws[i] < 0.5 ? 0 : 1
    }
  }

  /// Ties over every choice, refusals over everything.
  private func override(_ count: Int, in answers: UnsafeMutableBufferPointer<UInt8>) {
    let (one, two) = (columns.first.worth.baseAddress, columns.second.worth.baseAddress)
    let (traits, scale) = (person.traits, person.scale)
    if let threshold = traits.tieThreshold {
      rlhf_call_ties(
        one, two, threshold.gap(on: scale), ComparisonAnswer.tie.rawValue, Int64(count),
        answers.baseAddress)
    }
    if let threshold = traits.skipThreshold {
      rlhf_decline(
        one, two, threshold.level(on: scale), ComparisonAnswer.declined.rawValue, Int64(count),
        answers.baseAddress)
    }
  }
}
