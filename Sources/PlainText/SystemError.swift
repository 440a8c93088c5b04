import Foundation

/// What the system says of an error of files and folders.
package enum SystemError {
  /// Why it failed, in the system's words where they are known.
  package static func reason(_ error: any Error) -> String {
    code(of: error).map { String(cString: strerror($0)) } ?? error.localizedDescription
  }

  /// The system's own code of an error, if it has one.
  package static func code(of error: any Error) -> Int32? {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error ?? error
    if let error = underlying as? POSIXError { return error.code.rawValue }
    let code = underlying as NSError
    return code.domain == NSPOSIXErrorDomain ? Int32(code.code) : nil
  }
}
