import CKernels

/// What computes on this processor.
public enum Kernels {
  /// What the numbers of the kernels are called: `x86-64-v3` wherever there are AVX2 and fused
  /// multiply-adds.
  ///
  /// Kernels of the same name give the same bits, also on processors with wider registers. Those of another
  /// name round elsewhere, so that results differ in the last bits, and after a training in more than those.
  public static let name = String(cString: rlhf_chosen_kernels().pointee.numbers)
}
