import Networks
import SandboxCore

/// What a finished replication hands over to be filed: its record, its answers, its models.
public struct ReplicationOutcome: Sendable {
  /// The numbers and samples.
  public var record: ReplicationRecord
  /// Every answer that people gave, in order.
  public var judgements: FeedbackDataset
  /// The world's vocabulary, by which answers and models are written out.
  public var vocabulary: Vocabulary
  /// The world's name.
  public var world: String
  /// The models of the phases that were run.
  public var models: [PhaseModel]

  /// A model as a phase left it.
  public struct PhaseModel: Sendable {
    /// The folder's name: `pretrained`, `fine-tuned`, `taught`, `reward`, `policy`; the
    /// second reward model of an ensemble is `reward-2`.
    public var folder: String
    /// The model.
    public var model: any LanguageModel
    /// What it is for.
    public var role: ModelFolder.Role
    /// Names a model.
    public init(folder: String, model: any LanguageModel, role: ModelFolder.Role) {
      self.folder = folder
      self.model = model
      self.role = role
    }
  }

  /// Describes an outcome; the parameters are the properties of the same names.
  public init(
    record: ReplicationRecord, judgements: FeedbackDataset, vocabulary: Vocabulary, world: String,
    models: [PhaseModel]
  ) {
    self.record = record
    self.judgements = judgements
    self.vocabulary = vocabulary
    self.world = world
    self.models = models
  }
}
