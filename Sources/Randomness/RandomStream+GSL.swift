import CGSL

extension RandomStream {
  /// Lends this stream to a sampler of the GNU Scientific Library, as its only source of randomness.
  ///
  /// The generator and its type live on the stack for the length of one call: GSL never holds a
  /// state of its own, and there is nothing global to share between threads.
  ///
  /// - Parameter sampler: must not keep the generator it is given.
  /// - Returns: what the sampler returns; the stream has moved on by the numbers it drew.
  mutating func withGenerator<Result>(
    _ sampler: (UnsafePointer<gsl_rng>) -> Result
  ) -> Result {
    // GSL hands back the state it was lent, so the pointer is never null. No sampler asks for the name.
    var type = gsl_rng_type(
      name: nil, max: .max, min: 0, size: MemoryLayout<RandomStream>.size,
      set: { _, _ in preconditionFailure("a stream is seeded by its path of names, not by GSL") },
      get: { state in
        let stream = state.unsafelyUnwrapped.assumingMemoryBound(to: RandomStream.self)
        return UInt(truncatingIfNeeded: stream.pointee.next())
      },
      get_double: { state in
        state.unsafelyUnwrapped.assumingMemoryBound(to: RandomStream.self).pointee.uniform()
      })
    return withUnsafeMutablePointer(to: &self) { stream in
      withUnsafePointer(to: &type) { type in
        var generator = gsl_rng(type: type, state: UnsafeMutableRawPointer(stream))
        return sampler(&generator)
      }
    }
  }
}
