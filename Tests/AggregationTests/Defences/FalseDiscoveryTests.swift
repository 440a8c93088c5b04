import Testing

@testable import Aggregation

@Suite struct FalseDiscoveryTests {
  /// Benjamini & Hochberg 1995, section 3.2: fifteen p values, of which the first four are findings at
  /// a rate of .05 and the fifth is not.
  @Test func falseDiscoveriesOfTheirExample() {
    let pValues = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
      0.5719,
      0.6528, 0.7590, 1,
    ]
    let rates = benjaminiHochberg(pValues)
    #expect(rates.count { $0 <= 0.05 } == 4)
    #expect(abs(rates[0] - 0.0015) < 1e-12)
    #expect(abs(rates[3] - 0.0095 * 15 / 4) < 1e-12)
    #expect(Array(benjaminiHochberg(pValues.reversed()).reversed()) == rates)
    #expect(benjaminiHochberg([]) == [])
  }
}
