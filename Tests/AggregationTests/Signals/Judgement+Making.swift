import SandboxCore
import SandboxTestSupport

/// The world whose responses people judge: three words each, told apart by their words.
let scripted = ScriptedWorld()

extension Judgement {
  /// What somebody answers to a question about responses such as "a b c".
  static func of(
    _ items: [String], _ channel: Channel, id: Int = 0, by annotator: String = "p0",
    _ answer: Answer, drafts: [String] = [], isGoldQuestion: Bool = false
  ) -> Judgement {
    let prompt = scripted.prompts(in: .training)[0]
    let question = Question(
      id: id, channel: channel, prompt: prompt, items: items.map { scripted.episode($0) },
      drafts: drafts.map { scripted.episode($0) }, isGoldQuestion: isGoldQuestion)
    return Judgement(
      question: question, annotator: annotator, group: "plain", behavior: "honest", answer: answer,
      seconds: 1, dollars: 1)
  }
}

/// The words of a response.
func words(_ response: Response) -> String { scripted.vocabulary.text(response.continuation) }
