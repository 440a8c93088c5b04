import Testing
@testable import rlhf
@Test func placeholder() { _ = Rlhf.self }
