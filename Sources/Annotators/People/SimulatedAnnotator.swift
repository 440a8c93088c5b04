import Randomness
import SandboxCore

/// A person who says what they think, as well as they can.
///
/// Their opinion (what responses are worth to them) is one, whatever they are asked; their ``Traits`` make an
/// answer of it. Where the opinion departs from the gold reward lies the person's bias; what the traits
/// add is leanings and noise.
public struct SimulatedAnnotator: ExplainingAnnotator, Hashable {
  /// A name unique in the pool, such as `p7`.
  public var name: String
  /// What the person thinks episodes are worth.
  public let opinion: Opinion
  /// How the opinion becomes an answer.
  public var traits: Traits
  /// The traits on topics of which something is said; on all others, ``traits``.
  public var topicTraits: [TopicTraits] = []
  /// What responses are usually like.
  public private(set) var scale: UtilityScale
  /// The flaws that a rubric asks about.
  public let flaws: [Flaw]
  /// What the person would like to hear: the sign and place of an attribute that flatters them.
  let stance: Stance?
  let flawIndices: [Int]
  let perception: Perception
  /// What the work has done to the person.
  var state = WorkState()

  /// An attribute by which a response can agree with a person.
  public struct Stance: Sendable, Hashable {
    /// The attribute's place in the world's list.
    public var attribute: Int
    /// +1 if more of it agrees with the person, −1 if less does.
    public var sign: Double

    /// Takes a stance; the parameters are the properties of the same names.
    public init(attribute: Int, sign: Double) {
      self.attribute = attribute
      self.sign = sign
    }
  }

  /// A person with an opinion and a way of answering.
  ///
  /// - Parameters:
  ///   - name: unique in its pool, such as `p7`.
  ///   - opinion: what the person thinks.
  ///   - traits: how that becomes an answer.
  ///   - scale: what responses are usually like; to be learnt later if it is not known yet.
  ///   - flaws: of the world; their attributes are among the opinion's.
  ///   - stance: what ``Sycophancy`` is about; `nil` for someone who cannot be flattered.
  ///   - sharedErrors: the stream of those errors that others make too.
  ///   - ownErrors: the stream of the person's own errors; as it stands, one that belongs to their name.
  public init(
    name: String, opinion: Opinion, traits: Traits = Traits(), scale: UtilityScale = UtilityScale(),
    flaws: [Flaw] = [], stance: Stance? = nil,
    sharedErrors: RandomStream = RandomStream(seed: 0).child("shared errors"),
    ownErrors: RandomStream? = nil
  ) {
    self.name = name
    self.opinion = opinion
    self.traits = traits
    self.scale = scale
    self.flaws = flaws
    self.stance = stance
    perception = Perception(
      shared: sharedErrors, own: ownErrors ?? RandomStream(seed: 0).child("own errors").child(name))
    flawIndices = flaws.map { flaw in
      guard let index = opinion.attributes.firstIndex(where: { $0.name == flaw.attribute }) else {
        preconditionFailure("the flaw \(flaw.name) is seen by \(flaw.attribute), which is missing")
      }
      return index
    }
  }

  /// The name of the group whose taste the person shares.
  public var group: String { opinion.group.name }
  /// What records call the behaviour.
  public var behavior: String { "honest" }

  /// Takes over the scale.
  public mutating func learn(_ scale: UtilityScale) { self.scale = scale }

  /// Answers by what the person sees in the responses.
  public mutating func answer(
    _ question: Question, using luck: RandomKey, notes: inout Explanation?
  ) -> Answer {
    answer(question, using: luck, isContrary: false, notes: &notes)
  }

  /// The traits on a topic.
  func traits(on topic: String) -> Traits {
    for special in topicTraits where special.topic == topic { return special.traits }
    return traits
  }

  /// Takes a break.
  public mutating func rest() { state.answersInSession = 0 }

  /// One path for answers with and without reasons, so that the reasons are those of the answer.
  ///
  /// - Parameter isContrary: whether the person says the opposite on purpose.
  mutating func answer(
    _ question: Question, using luck: RandomKey, isContrary: Bool, notes: inout Explanation?
  ) -> Answer {
    let views = views(of: question, notes: &notes)
    return answer(
      question, seeing: views, as: traits(on: question.prompt.topic), using: luck,
      isContrary: isContrary, notes: &notes)
  }

  /// Answers by given views, in the manner of given traits, and remembers having done so.
  mutating func answer(
    _ question: Question, seeing views: [PerceivedQuality], as traits: Traits,
    using luck: RandomKey,
    isContrary: Bool = false, notes: inout Explanation?
  ) -> Answer {
    var answering = Answering(
      channel: question.channel, itemCount: question.items.count,
      draftCount: question.drafts.count, views: views, traits: traits, scale: scale, state: state,
      luck: luck, isContrary: isContrary, known: flaws, flawIndices: flawIndices,
      shown: question.items.first?.attributes, notes: notes.take())
    let answer = answering.answer()
    notes = answering.notes
    state.note(answer)
    return answer
  }
}
