/// A vector with one number for each true class, multiplied and added all at once.
///
/// The standard library's vectors, with the operations that an E-step needs named here, so that
/// generic code over widths is compiled to the machine's own vectors.
protocol ClassLanes: SIMD, BitwiseCopyable where Scalar == Double {
  static func product(_ left: Self, _ right: Self) -> Self
  static func total(_ left: Self, _ right: Self) -> Self
  func scaled(by factor: Double) -> Self
  var sumOfLanes: Double { get }
}

extension SIMD2: ClassLanes where Scalar == Double {
  @inline(__always) static func product(_ left: Self, _ right: Self) -> Self { left * right }
  @inline(__always) static func total(_ left: Self, _ right: Self) -> Self { left + right }
  @inline(__always) func scaled(by factor: Double) -> Self { self * factor }
  @inline(__always) var sumOfLanes: Double { x + y }
}

extension SIMD4: ClassLanes where Scalar == Double {
  @inline(__always) static func product(_ left: Self, _ right: Self) -> Self { left * right }
  @inline(__always) static func total(_ left: Self, _ right: Self) -> Self { left + right }
  @inline(__always) func scaled(by factor: Double) -> Self { self * factor }
  @inline(__always) var sumOfLanes: Double { (lowHalf + highHalf).sumOfLanes }
}

extension SIMD8: ClassLanes where Scalar == Double {
  @inline(__always) static func product(_ left: Self, _ right: Self) -> Self { left * right }
  @inline(__always) static func total(_ left: Self, _ right: Self) -> Self { left + right }
  @inline(__always) func scaled(by factor: Double) -> Self { self * factor }
  @inline(__always) var sumOfLanes: Double { (lowHalf + highHalf).sumOfLanes }
}

extension SIMD16: ClassLanes where Scalar == Double {
  @inline(__always) static func product(_ left: Self, _ right: Self) -> Self { left * right }
  @inline(__always) static func total(_ left: Self, _ right: Self) -> Self { left + right }
  @inline(__always) func scaled(by factor: Double) -> Self { self * factor }
  @inline(__always) var sumOfLanes: Double { (lowHalf + highHalf).sumOfLanes }
}

extension SIMD32: ClassLanes where Scalar == Double {
  @inline(__always) static func product(_ left: Self, _ right: Self) -> Self { left * right }
  @inline(__always) static func total(_ left: Self, _ right: Self) -> Self { left + right }
  @inline(__always) func scaled(by factor: Double) -> Self { self * factor }
  @inline(__always) var sumOfLanes: Double { (lowHalf + highHalf).sumOfLanes }
}

extension SIMD64: ClassLanes where Scalar == Double {
  @inline(__always) static func product(_ left: Self, _ right: Self) -> Self { left * right }
  @inline(__always) static func total(_ left: Self, _ right: Self) -> Self { left + right }
  @inline(__always) func scaled(by factor: Double) -> Self { self * factor }
  @inline(__always) var sumOfLanes: Double { (lowHalf + highHalf).sumOfLanes }
}
