import Aggregation
import Feedback

/// The campaign: what is asked, of whom, at what cost.
public struct FeedbackSettings: Sendable, Hashable {
  /// Questions asked, over all rounds.
  public var questions = 2000
  /// The forms of the questions, with their shares.
  public var channels = [GroupShare(group: "comparison", share: 1)]
  /// Responses in a ranking.
  public var rankingSize = 4
  /// How ratings become a signal.
  public var ratings = FeedbackSignal.RatingScale.standardized
  /// Responses sampled for each prompt and compared each with each; 2 is a fresh pair for every question.
  public var responsesPerPrompt = 2
  /// How votes on comparisons are settled.
  public var aggregation = ConsensusMethod.majority
  /// Whether the reliability of voters becomes the weight of what they voted on.
  public var weighsReliability = true
  /// What looks for trolls before votes are counted.
  public var defence = DefenceChoice.none
  /// Share of annotators that the defence leaves out.
  public var trimmedShare = 0.2
  /// Share of second responses that the pre-trained model writes instead of the policy.
  public var pretrainedShare = 0.0
  /// People who answer each question.
  public var annotatorsPerQuestion = 1
  /// Questions are chosen from so many times as many.
  public var candidates = 1
  /// By what.
  public var selection = QuestionSelection.random
  /// Reward models whose disagreement chooses.
  public var ensemble = 3
  /// Who takes a question.
  public var assignment = Assignment.random
  /// Rounds of asking, each about fresh responses of the policy as it then is.
  public var rounds = 1
  /// Price of a comparison in dollars; other forms cost by their time.
  public var dollarsPerAnswer = 0.30
  /// Working time of a comparison in seconds; other forms take more or less.
  public var secondsPerAnswer = 36.8
  /// Dollars after which no more is asked; `nil` means no limit.
  public var budgetDollars: Double?
  /// Working hours of all people together after which no more is asked; `nil` means no limit.
  public var budgetHours: Double?
  /// Hours on the clock after which no more is asked; `nil` means no limit.
  public var budgetWallClockHours: Double?
  /// Hours a day that each person works; 24 is round the clock.
  public var shiftHours = 24.0
  /// Probability that a person is absent on a day.
  public var absence = 0.0
  /// People who can work at the same time; `nil` means all.
  public var parallelPeople: Int?
  /// Answers after which a person takes a break; `nil` means never.
  public var sessionAnswers: Int?
  /// Minutes of a break.
  public var breakMinutes = 10.0
  /// Share of the questions whose answer is known.
  public var goldCheckShare = 0.0
  /// Share of their gold checks that a person has to pass.
  public var passMark = 0.7
  /// Share of the questions that go to machines.
  public var machineShare = 0.0
  /// How it is settled which.
  public var machineRouting = MachineRouting.share

  /// Whether the responses to a prompt are compared each with each.
  var isRoundRobin: Bool { responsesPerPrompt > 2 }
}

/// Which questions go to machines.
public enum MachineRouting: String, Sendable, Hashable, CaseIterable {
  /// A share of them, by chance.
  case share
  /// Those that a machine is most confident about; the hard ones go to people.
  case hardToPeople = "hard-to-people"
}

/// How votes become a consensus: by counting, by truth inference, or by a rating system. The names are
/// those of the methods themselves.
public enum ConsensusMethod: String, Sendable, Hashable, CaseIterable {
  case majority
  case weightedMajority = "weighted-majority"
  case dawidSkene = "dawid-skene"
  case smoothedDawidSkene = "smoothed-dawid-skene"
  case oneCoin = "one-coin"
  case mace
  case maceShares = "mace-shares"
  case glad
  case bradleyTerry = "bradley-terry"
  case crowdBradleyTerry = "crowd-bt"
  case noisyBradleyTerry = "noisy-bt"
  case davidson
  case raoKupper = "rao-kupper"
  case plackettLuce = "plackett-luce"
  case thurstone
  case rankCentrality = "rank-centrality"
  case elo, glicko
  case glicko2 = "glicko-2"
  case trueSkill = "trueskill"
  case borda, copeland
  case winRate = "win-rate"
}

/// What looks for trolls in the answers of everybody; the names are those of the defences themselves.
public enum DefenceChoice: String, Sendable, Hashable, CaseIterable {
  case none
  case majorityAgreement = "majority-agreement"
  case reliability, collusion
}
