import COpenBLAS

/// A number that networks can be made of: `Float` trains, `Double` checks derivatives.
public protocol NetworkScalar: BinaryFloatingPoint, BitwiseCopyable, Sendable {
  /// C = A·B, or C + A·B, for row-major matrices: C has m rows and n columns, the sum runs over k.
  ///
  /// - Parameters:
  ///   - transposeA: A is given as k × m.
  ///   - transposeB: B is given as n × k.
  ///   - addsToC: whether the product is added to what C holds.
  static func multiply(
    _ a: UnsafePointer<Self>, transposeA: Bool, _ b: UnsafePointer<Self>, transposeB: Bool,
    into c: UnsafeMutablePointer<Self>, m: Int, n: Int, k: Int, addsToC: Bool)

  /// The vector kernels for this type.
  static var kernels: NetworkKernels<Self> { get }
}

extension Float: NetworkScalar {
  /// The kernels of this precision.
  public static let kernels = NetworkKernels<Float>.float

  /// See ``NetworkScalar``.
  public static func multiply(
    _ a: UnsafePointer<Float>, transposeA: Bool, _ b: UnsafePointer<Float>, transposeB: Bool,
    into c: UnsafeMutablePointer<Float>, m: Int, n: Int, k: Int, addsToC: Bool
  ) {
    cblas_sgemm(
      CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans,
      Int32(m), Int32(n), Int32(k), 1, a, Int32(transposeA ? m : k), b,
      Int32(transposeB ? k : n), addsToC ? 1 : 0, c, Int32(n))
  }
}

extension Double: NetworkScalar {
  /// The kernels of this precision.
  public static let kernels = NetworkKernels<Double>.double

  /// See ``NetworkScalar``.
  public static func multiply(
    _ a: UnsafePointer<Double>, transposeA: Bool, _ b: UnsafePointer<Double>, transposeB: Bool,
    into c: UnsafeMutablePointer<Double>, m: Int, n: Int, k: Int, addsToC: Bool
  ) {
    cblas_dgemm(
      CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans,
      Int32(m), Int32(n), Int32(k), 1, a, Int32(transposeA ? m : k), b,
      Int32(transposeB ? k : n), addsToC ? 1 : 0, c, Int32(n))
  }
}

/// Keeps OpenBLAS to the calling thread: replications are what runs in parallel here.
///
/// Read once before the first product of a process; reading it again does nothing.
let singleThreadedProducts: Void = openblas_set_num_threads(1)
