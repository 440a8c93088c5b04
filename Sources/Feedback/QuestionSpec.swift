import SandboxCore

/// Which questions are made: their forms, whose responses they show, what else a person may write.
public struct QuestionSpec: Sendable, Hashable, Codable {
  /// A form and how often it is used.
  public struct Part: Sendable, Hashable, Codable {
    /// The form.
    public var channel: Channel
    /// Its share relative to the other parts, > 0.
    public var share: Double

    /// A form with its share.
    public init(_ channel: Channel, share: Double = 1) {
      precondition(share > 0, "a share of \(share) of \(channel.rawValue)")
      self.channel = channel
      self.share = share
    }
  }

  /// Whose responses are set against each other.
  public enum Pairing: Sendable, Hashable, Codable {
    /// All are samples of the policy.
    case samePolicy
    /// The first that is sampled is the policy's; each other is, with this probability in 0...1, a sample
    /// of the other policy. A single response is always the policy's.
    case withOtherPolicy(share: Double)
  }

  /// Where what comes to a person's mind is taken from.
  public struct Drafts: Sendable, Hashable, Codable {
    /// How many are experts' demonstrations of the prompt, ≥ 0.
    public var experts: Int
    /// How many are further samples of the policy, ≥ 0.
    public var samples: Int

    /// So many of each.
    public init(experts: Int, samples: Int) {
      precondition(experts >= 0 && samples >= 0, "\(experts) and \(samples) drafts")
      self.experts = experts
      self.samples = samples
    }
  }

  /// The forms; at least one.
  public var parts: [Part]
  /// Whose responses are compared.
  public var pairing: Pairing
  /// How many responses a ranking shows, at least 2. The default, 4, is the least that Ouyang et al. 2022,
  /// arXiv:2203.02155, section 3.5, gave to their labellers.
  public var rankingSize: Int
  /// What a person who corrects might write instead.
  public var correctionDrafts: Drafts
  /// What a person who demonstrates, with nothing shown, might write.
  public var demonstrationDrafts: Drafts
  /// Whether episodes carry their course, which people who cannot wait for the end judge by. It costs a
  /// judgement of the world for each token.
  public var withCourse: Bool
  /// How the writers are called, for judges who prefer their own: the policy's name and the other's.
  public var writerNames: WriterNames

  /// The names of two policies.
  public struct WriterNames: Sendable, Hashable, Codable {
    /// The policy's.
    public var policy: String
    /// The other policy's.
    public var other: String

    /// Names both.
    public init(policy: String = Writers.policy, other: String = "other") {
      self.policy = policy
      self.other = other
    }
  }

  /// Describes questions; the parameters are the properties of the same names.
  public init(
    parts: [Part] = [Part(.comparison)], pairing: Pairing = .samePolicy, rankingSize: Int = 4,
    correctionDrafts: Drafts = Drafts(experts: 1, samples: 3),
    demonstrationDrafts: Drafts = Drafts(experts: 3, samples: 2), withCourse: Bool = false,
    writerNames: WriterNames = WriterNames()
  ) {
    precondition(!parts.isEmpty, "questions of no form")
    precondition(rankingSize >= 2, "a ranking of \(rankingSize)")
    self.parts = parts
    self.pairing = pairing
    self.rankingSize = rankingSize
    self.correctionDrafts = correctionDrafts
    self.demonstrationDrafts = demonstrationDrafts
    self.withCourse = withCourse
    self.writerNames = writerNames
  }

  /// Questions of one form.
  public init(_ channel: Channel) { self.init(parts: [Part(channel)]) }

  /// How many responses a question of a form shows.
  func itemCount(_ channel: Channel) -> Int { channel.itemCount ?? rankingSize }

  /// What a person might write in answer to a question of a form.
  func drafts(_ channel: Channel) -> Drafts {
    guard channel.form == .draft else { return Drafts(experts: 0, samples: 0) }
    return channel.itemCount == 0 ? demonstrationDrafts : correctionDrafts
  }
}
