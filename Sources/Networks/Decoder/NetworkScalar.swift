import CKernels

/// A number that networks can be made of: `Float` trains, `Double` checks derivatives.
public protocol NetworkScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  /// The kernels for this type.
  static var kernels: NetworkKernels<Self> { get }
}

extension NetworkScalar {
  /// C = A·B, or C + A·B, for row-major matrices: C has m rows and n columns, the sum runs over k.
  ///
  /// Each element is one chain of multiply-adds in the order of k, so it has the same bits however many rows
  /// and columns are asked for at once.
  ///
  /// - Parameters:
  ///   - transposeA: A is given as k × m.
  ///   - transposeB: B is given as n × k.
  ///   - addsToC: whether the product is added to what C holds.
  static func multiply(
    _ a: UnsafePointer<Self>, transposeA: Bool, _ b: UnsafePointer<Self>, transposeB: Bool,
    into c: UnsafeMutablePointer<Self>, m: Int, n: Int, k: Int, addsToC: Bool
  ) {
    kernels.multiply(c, a, transposeA, b, transposeB, Int64(m), Int64(n), Int64(k), addsToC)
  }
}

extension Float: NetworkScalar {
  /// The kernels of this precision.
  public static let kernels = NetworkKernels(rlhf_chosen_kernels().pointee.f32)
}

extension Double: NetworkScalar {
  /// The kernels of this precision.
  public static let kernels = NetworkKernels(rlhf_chosen_kernels().pointee.f64)
}
