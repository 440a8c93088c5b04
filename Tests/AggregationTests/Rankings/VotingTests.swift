import Foundation
import Randomness
import Testing

@testable import Aggregation

@Suite struct VotingTests {
  private let stream = RandomStream(seed: 0)

  /// Stationary distribution by numpy's eigenvectors.
  @Test func rankCentralityOfBaseball() throws {
    let ratings = try RankCentrality().rate(comparisons(ofWins: baseballWins), using: stream)
    let worked = [
      -1.072883618, 0.016444814, -0.306399624, 0.394545786, 0.533571628, 0.231636396, 0.203084619,
    ]
    #expect(distance(ratings.scores, worked) < 1e-8)
  }

  /// With exact shares and every pair met, the walk's shares are the strengths themselves.
  @Test func rankCentralityFindsExactStrengths() throws {
    for items in [5, 320] {
      let strengths = centred((0..<items).map { sin(Double($0)) })
      var matches: [Match] = []
      for i in 0..<items {
        for j in (i + 1)..<items {
          matches.append(
            Match(first: i, second: j, score: 1 / (1 + exp(strengths[j] - strengths[i]))))
        }
      }
      // 5 items by elimination, 320 by walking.
      let ratings = try RankCentrality().rate(
        Comparisons(matches, itemCount: items), using: stream)
      #expect(distance(ratings.scores, strengths) < 1e-9)
    }
  }

  /// The Condorcet winner comes first by Copeland where Borda prefers another.
  @Test func copelandFindsTheCondorcetWinner() throws {
    // Item 0 beats 1 and 2 by 51 : 49; item 1 beats 2 by 90 : 10.
    let games = comparisons(ofWins: [[0, 51, 51], [49, 0, 90], [49, 10, 0]])
    let copeland = try Copeland().rate(games, using: stream)
    #expect(copeland.scores == [2, 0, -2])
    #expect(try BordaCount().rate(games, using: stream).order[0] == 1)
  }

  @Test func bordaAndCopelandSayWhatNeverMet() throws {
    let games = Comparisons([Match(first: 0, second: 1, score: 0.5)], itemCount: 3)
    let borda = try BordaCount().rate(games, using: stream)
    #expect(borda.scores == [0.5, 0.5, 0.5])
    #expect(borda.notes[0] == "2 pairs never met and count one half")
    #expect(try Copeland().rate(games, using: stream).scores == [0, 0, 0])
  }

  /// 7 of 10: the Wilson interval of the textbook, 0.3968 to 0.8922.
  @Test func winRateOfSevenInTen() throws {
    let games = Comparisons(
      (0..<10).map { Match(first: 0, second: 1, score: $0 < 7 ? 1 : 0) }, itemCount: 3)
    let ratings = try WinRate().rate(games, using: stream)
    #expect(ratings.scores == [0.7, 0.3, 0.5])
    let interval = try #require(ratings.intervals?.first)
    #expect(abs(interval.lowerBound - 0.39678) < 5e-6 && abs(interval.upperBound - 0.89221) < 5e-6)
    #expect(ratings.intervals?[2] == 0...1)
  }
}
