import Annotators
import Foundation
import Networks
import Randomness
import SandboxCore

extension AnnotatorSettings {
  /// The population in a world: everyone is plain unless groups are named, and triggers are tokens.
  ///
  /// Words that the world does not have are left out of the trigger; `rlhf check` names them.
  package func population(in world: some Environment) -> PopulationSettings {
    var population = population
    if population.groups.isEmpty { population.groups = [GroupSettings("plain")] }
    func find(_ trolls: inout TrollSettings) {
      trolls.trigger = (try? world.vocabulary.tokens(of: trolls.triggerWords)) ?? []
    }
    find(&population.trolls)
    for index in population.trollKinds.indices { find(&population.trollKinds[index]) }
    return population
  }

  /// Whether anybody judges early steps less than late ones, and so needs to see how episodes came about.
  package var isMyopic: Bool {
    population.traits["myopia"] != Spread(0)
      || population.specialTraits.contains { $0.key == "myopia" && $0.spread != Spread(0) }
  }

  /// Makes judges of a trained model, one by name.
  ///
  /// - Parameter fineTuned: the model of the replication, for the judge called `fine-tuned`.
  /// - Throws: ``ModelFolderProblem`` when the model cannot be read.
  func modelJudge(
    fineTuned: any LanguageModel, in world: some Environment
  ) throws -> (_ name: String) -> any Annotator {
    let model =
      judgeModel == "fine-tuned"
      ? fineTuned : try ModelFolder.read(URL(filePath: judgeModel)).model
    let aiJudges = population.aiJudges
    let traits = aiJudges.traits(rationality: aiJudges.rationality?.mean)
    let method = ModelJudge.Method(
      principle: (try? world.vocabulary.tokens(of: judgePrinciple)) ?? [])
    let facts = PopulationWorld(world)
    return { name in
      ModelJudge(name: name, model: model, method: method, traits: traits, world: facts)
    }
  }
}

extension ArmSettings {
  /// The annotators who are asked: those that are described, or who stands in for them.
  package var annotatorsAsked: AnnotatorSettings {
    FeedbackMethods.all.named(values.group(FeedbackMethods.Choice.self).method)
      .annotators(annotators)
  }
}
