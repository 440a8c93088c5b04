import Foundation

/// An axis over some numbers, with a few round numbers to mark on it.
struct NiceScale {
  /// The ends of the axis, a little past the numbers.
  let ends: ClosedRange<Double>
  /// Round numbers within, ascending, at most 6; steps are 1, 2 or 5 times a power of ten.
  let ticks: [Double]
  private let decimals: Int

  /// An axis that shows all of a range; where the range is a single number, that number in its middle.
  init(covering range: ClosedRange<Double>) {
    let width = range.upperBound - range.lowerBound
    let scale = max(abs(range.lowerBound), abs(range.upperBound))
    // Below a billionth of the numbers themselves there is nothing left to tell apart.
    let padding = width > scale * 1e-9 ? width * 0.05 : max(scale * 0.1, 1e-9)
    ends = (range.lowerBound - padding)...(range.upperBound + padding)
    let rough = (ends.upperBound - ends.lowerBound) / 5
    let power = pow(10, log10(rough).rounded(.down))
    let step = power * ([1, 2, 5].first { power * $0 >= rough } ?? 10)
    let first = (ends.lowerBound / step).rounded(.up)
    let last = (ends.upperBound / step).rounded(.down)
    ticks = first > last ? [] : stride(from: first, through: last, by: 1).map { $0 * step }
    decimals = max(0, Int(-log10(step).rounded(.down)))
  }

  /// Where a number stands: 0 at the lower end, 1 at the upper.
  func place(of value: Double) -> Double {
    (value - ends.lowerBound) / (ends.upperBound - ends.lowerBound)
  }

  /// A tick as text, with as many decimals as its neighbours need.
  func text(of tick: Double) -> String {
    NumberText.typeset(
      decimals > 6 ? NumberText.short(tick) : NumberText.fixed(tick, decimals: decimals))
  }
}
