/// Scratch memory of a model, kept from call to call so that loops allocate nothing.
///
/// Buffers are found by name and grow when asked to. A workspace belongs to one thread and holds
/// nothing that a result depends on.
public final class Workspace {
  private var buffers: [String: UnsafeMutableRawBufferPointer] = [:]

  /// A workspace that holds nothing yet.
  public init() {}

  /// How many bytes it holds.
  public var byteCount: Int { buffers.values.reduce(0) { $0 + $1.count } }

  deinit {
    for buffer in buffers.values { buffer.deallocate() }
  }

  /// A buffer of at least `count` elements; what it holds is undefined when it had to grow.
  ///
  /// - Parameters:
  ///   - name: asking again by the same name gives the same memory.
  ///   - count: how many elements of a trivial type, ≥ 0.
  public func buffer<Element: BitwiseCopyable>(
    _ name: String, of type: Element.Type = Element.self, count: Int
  ) -> UnsafeMutablePointer<Element> {
    let bytes = max(count, 1) * MemoryLayout<Element>.stride
    if let existing = buffers[name], existing.count >= bytes, let base = existing.baseAddress {
      return base.assumingMemoryBound(to: type)
    }
    buffers[name]?.deallocate()
    // Cache lines of 64 bytes are also the width of an AVX-512 register.
    let fresh = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes, alignment: 64)
    buffers[name] = fresh
    return fresh.bindMemory(to: type).baseAddress.unsafelyUnwrapped
  }
}
