import CKernels
import COpenBLAS

/// What computes on this processor.
public enum Kernels {
  /// The kernels of matrix products and of all else, such as `SkylakeX, x86-64-v4`.
  ///
  /// They are chosen by the processor when the program is loaded. Sums are taken in another order by
  /// others, so that results differ in the last bits, and after a training in more than those.
  public static let name =
    "\(String(cString: openblas_get_corename())), \(String(cString: rlhf_kernel_level()))"
}
