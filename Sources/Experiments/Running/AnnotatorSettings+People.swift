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
    if population.groups.isEmpty { population.groups = [GroupShare(group: "plain", share: 1)] }
    population.trolls.trigger = (try? world.vocabulary.tokens(of: triggerWords)) ?? []
    return population
  }

  /// Whether anybody judges early steps less than late ones, and so needs to see how episodes came about.
  var isShortSighted: Bool {
    population.traits["discount"] != Spread(1)
      || population.groupTraits.contains { $0.key == "discount" && $0.spread != Spread(1) }
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
    let machines = population.machines
    var traits = Traits()
    if let rationality = machines.rationality {
      traits.rationality = .boltzmann(rationality: rationality.mean)
    }
    traits.misperception = AIJudge.misperception(accuracy: machines.accuracy)
    traits.errorCorrelation = machines.errorCorrelation
    traits.positionBias = machines.positionBias
    traits[LengthBias()] = machines.lengthBias
    traits[SelfPreference()] = machines.selfPreference
    traits.favouredWriter = machines.favouredWriter
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
