import Foundation
import Randomness
import SandboxCore

extension AnnotatorPool {
  /// People to answer one question: without replacement, in proportion to their activity.
  ///
  /// Everybody's waiting time until they would take up the question is exponential with their
  /// activity as its rate; the first to do so are taken. Efraimidis & Spirakis 2006,
  /// doi:10.1016/j.ipl.2005.11.003. Each person's waiting time hangs on their own place in the pool
  /// alone, so changing one person disturbs the others as little as can be.
  ///
  /// - Parameters:
  ///   - size: how many, at most all of them.
  ///   - stream: the question's own; one number for each member is drawn.
  /// - Returns: places in ``members``, each at most once.
  func panel(size: Int, using stream: inout RandomStream) -> [Int] {
    precondition(
      (0...members.count).contains(size), "a panel of \(size) from \(members.count) people")
    var waits = members.map { -log(1 - stream.uniform()) / $0.activity }
    return (0..<size).map { _ in
      var soonest = 0
      for index in waits.indices where waits[index] < waits[soonest] { soonest = index }
      waits[soonest] = .infinity
      return soonest
    }
  }
}
