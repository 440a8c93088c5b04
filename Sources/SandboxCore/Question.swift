/// What a person is asked: a form, and the responses to one prompt that it is about.
public struct Question: Sendable, Hashable {
  /// The question's place in its campaign.
  public var id: Int
  /// The form of the question.
  public var channel: Channel
  /// What everything shown responds to.
  public var prompt: Prompt
  /// What is shown, in order; as many as ``Channel/itemCount`` says, at least 2 in a ranking.
  public var items: [Episode]
  /// Who wrote each item, such as `policy`; empty when nobody was told. A judge may prefer its own.
  public var writers: [String]
  /// What might come to a person's mind instead: corrections and demonstrations are taken from here.
  public var drafts: [Episode]
  /// Whether it is asked only to check on people: its answer is known.
  public var isGoldQuestion: Bool

  /// Puts a question; see the properties of the same names.
  public init(
    id: Int, channel: Channel, prompt: Prompt, items: [Episode], writers: [String] = [],
    drafts: [Episode] = [], isGoldQuestion: Bool = false
  ) {
    precondition(
      channel.itemCount.map { $0 == items.count } ?? (items.count >= 2),
      "question \(id), a \(channel.rawValue), shows \(items.count) responses")
    precondition(
      writers.isEmpty || writers.count == items.count,
      "question \(id) names \(writers.count) writers of \(items.count) responses")
    precondition(
      (items + drafts).allSatisfy { $0.response.prompt.id == prompt.id },
      "question \(id) compares responses to different prompts")
    self.id = id
    self.channel = channel
    self.prompt = prompt
    self.items = items
    self.writers = writers
    self.drafts = drafts
    self.isGoldQuestion = isGoldQuestion
  }

  /// Puts two responses to the same prompt before a person.
  public init(id: Int, first: Episode, second: Episode, isGoldQuestion: Bool = false) {
    self.init(
      id: id, channel: .comparison, prompt: first.response.prompt, items: [first, second],
      isGoldQuestion: isGoldQuestion)
  }

  /// The response shown first. Only of questions that show one.
  public var first: Episode { items[0] }
  /// The response shown second. Only of questions that show two.
  public var second: Episode { items[1] }
}

/// What the writers of responses are called.
public enum Writers {
  /// The policy that is being trained, whichever it is at the time.
  public static let policy = "policy"
  /// The model that fine-tuning left.
  public static let fineTuned = "fine-tuned"
  /// The model that pre-training left.
  public static let pretrained = "pretrained"
  /// All of them.
  public static let all = [policy, fineTuned, pretrained]
}
