/// Which intraclass correlation is meant: how raters were chosen, and what will be used.
///
/// The six of Shrout & Fleiss 1979, doi:10.1037/0033-2909.86.2.420, k being the number of raters.
public enum IntraclassForm: String, Sendable, Hashable, Codable, CaseIterable {
  /// Each unit has its own raters; one rating is used: ICC(1,1).
  case oneWaySingle = "1,1"
  /// The same raters, a sample of many; their severity counts as error: ICC(2,1).
  case agreementSingle = "2,1"
  /// These raters alone matter; their severity does not count: ICC(3,1).
  case consistencySingle = "3,1"
  /// ``oneWaySingle``, of the mean of k ratings: ICC(1,k).
  case oneWayMean = "1,k"
  /// ``agreementSingle``, of the mean of k ratings: ICC(2,k).
  case agreementMean = "2,k"
  /// ``consistencySingle``, of the mean of k ratings, Cronbach's alpha: ICC(3,k).
  case consistencyMean = "3,k"
}
