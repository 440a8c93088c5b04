import PlainText
import PolicyOptimization
import SandboxCore

extension EpisodeWalk {
  /// The walk as `rlhf inspect --json` prints it; the keys are documented in docs/inspect.md.
  ///
  /// What does not apply is `null`.
  package func json(in world: some Environment) -> JSON {
    let words = world.vocabulary.words
    func word(_ token: Token) -> JSON { .text(words[Int(token)]) }
    func list(_ tokens: [Token]) -> JSON { .array(tokens.map(word)) }
    return [
      "world": .text(world.name), "choice": .text(choice.name),
      "prompt": list(response.prompt.tokens), "response": list(response.continuation),
      "ending": .text(response.ending == .terminated ? "terminated" : "truncated"),
      "settings": credit?.json ?? .null,
      "states": .array(
        steps.enumerated().map { index, step in
          step.json(index: index, word: word, list: list)
        }),
      "sums": sums, "group_returns": .array(credit?.groupReturns.map { .number($0) } ?? []),
      "gold": gold?.json ?? .null, "notes": .array(notes.map { .text($0) }),
    ]
  }

  private var sums: JSON {
    [
      "tokens": .number(steps.count), "proxy_reward": .number(proxy),
      "gold_reward": .number(gold?.total), "kl_to_reference": .number(klToReference),
      "paid": .number(total(\.paid)), "kl_term": .number(total(\.klTerm)),
      "reward": .number(total(\.reward)),
      "blunders": blunderCount.map { .number($0) } ?? .null,
    ]
  }
}

extension EpisodeWalk.Step {
  fileprivate func json(
    index: Int, word: (Token) -> JSON, list: ([Token]) -> JSON
  ) -> JSON {
    let actions = candidates.map { candidate -> JSON in
      [
        "action": word(candidate.action), "probability": .number(candidate.probability),
        "reference_probability": .number(candidate.referenceProbability),
        "exact_value": candidate.exactValue.map { .number($0) } ?? .null,
        "is_blunder": candidate.exactValue == nil ? .null : .flag(candidate.isBlunder),
      ]
    }
    return [
      "index": .number(index), "state": list(state),
      "board": board.isEmpty ? .null : .array(board.map { .text($0) }),
      "legal_count": .number(legalCount), "entropy": .number(entropy), "actions": .array(actions),
      "action": word(action), "log_probability": .number(logProbability),
      "reference_log_probability": .number(referenceLogProbability),
      "ratio_to_behaviour": 1, "ratio_to_reference": .number(ratioToReference),
      "is_outside_range": credit.map { .flag($0.isOutsideRange) } ?? .null,
      "is_clipped": credit.map { .flag($0.isClipped) } ?? .null,
      "value": .number(credit?.value), "proxy_reward": .number(proxy),
      "paid": .number(credit?.paid), "kl_term": .number(credit?.klTerm),
      "reward": .number(credit?.reward), "return": .number(credit?.discountedReturn),
      "advantage": .number(credit?.advantage), "reply": list(reply),
    ]
  }
}

extension EpisodeWalk.Credit {
  fileprivate var json: JSON {
    [
      "method": .text(method), "judge": .text(judge),
      "baseline": .text(settings.baseline.rawValue), "discount": .number(settings.discount),
      "gae_lambda": .number(settings.traceDecay), "kl_coefficient": .number(klCoefficient),
      "clip_range": .number(settings.clipRange), "group_size": .number(settings.groupSize),
      "reward_clip": .number(settings.rewardClip),
      "missing_eos_penalty": .number(settings.missingEOSPenalty),
      "whiten_rewards": .flag(settings.whitensRewards),
      "normalize_advantages": .flag(settings.normalizesAdvantages),
    ]
  }
}

extension EpisodeWalk.GoldTerms {
  fileprivate var json: JSON {
    [
      "total": .number(total), "utility": .number(utility), "formula": .text(formula),
      "attributes": .object(attributes.map { JSON.Member($0.name, .number($0.value)) }),
      "penalties": .array(
        penalties.map { penalty in
          [
            "name": .text(penalty.name), "size": .number(penalty.size),
            "violation": .number(penalty.violation),
            "cost": .number(penalty.size * penalty.violation),
          ]
        }),
    ]
  }
}
