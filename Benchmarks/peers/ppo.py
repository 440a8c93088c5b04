"""PPO on a small GPT-2 with a programmed reward: 2,048 episodes of 8 prompt and 16 new tokens.

The reward of a response is its share of even token ids. Batches of 128 episodes, 4 epochs of
minibatches of 32, one model with a value head, a frozen reference, a penalty of 0.02 nats of KL a
token, GAE(γ = 1, λ = 0.95), both losses clipped at 0.2, gradients clipped to norm 1, AdamW at 1e-3.
Peers: plain PyTorch, and the PPOTrainer of trl 0.11.4 (the last that takes such a reward; it wants
an environment of its own).
"""

import copy
import warnings
from collections.abc import Callable

import torch
import torch.nn.functional as F
from torch import Tensor

from decoder import SMALL, Decoder
from shared import gpt2_configuration, word_tokenizer
from timing import arguments, measure, report

PROMPT, NEW, BATCH, MINIBATCH, EPOCHS = 8, 16, 128, 32, 4
LEARNING_RATE, KL_COEFFICIENT, CLIP, GAE_LAMBDA = 1e-3, 0.02, 0.2, 0.95
FIRST_WORD = 3
VOCABULARY = SMALL["vocabulary"]


def score(responses: Tensor) -> Tensor:
    """The share of even token ids in each response, 0...1."""
    return (responses % 2 == 0).float().mean(-1)


def evaluate(model: Decoder, sequences: Tensor) -> tuple[Tensor, Tensor]:
    """Log-probability of each response token and the value before it: batch × new."""
    hidden = model.hidden(sequences[:, :-1])[:, PROMPT - 1 :]
    log_probabilities = F.log_softmax(model.logits(hidden), -1)
    chosen = log_probabilities.gather(2, sequences[:, PROMPT:, None])
    return chosen[..., 0], model.value(hidden)[..., 0]


def advantages(rewards: Tensor, values: Tensor) -> Tensor:
    """Generalised advantage estimates, last token first."""
    result = torch.empty_like(rewards)
    running = torch.zeros(len(rewards))
    following = torch.zeros(len(rewards))
    for t in reversed(range(rewards.shape[1])):
        running = rewards[:, t] + following - values[:, t] + GAE_LAMBDA * running
        result[:, t] = running
        following = values[:, t]
    return result


def ppo_loss(
    model: Decoder, sequences: Tensor, old: Tensor, old_values: Tensor, gains: Tensor, goals: Tensor
) -> Tensor:
    log_probabilities, values = evaluate(model, sequences)
    ratio = (log_probabilities - old).exp()
    clipped = ratio.clamp(1 - CLIP, 1 + CLIP)
    policy_loss = torch.max(-gains * ratio, -gains * clipped).mean()
    near = old_values + (values - old_values).clamp(-CLIP, CLIP)
    value_loss = 0.5 * torch.max((values - goals) ** 2, (near - goals) ** 2).mean()
    return policy_loss + 0.1 * value_loss


def run_pytorch(episodes: int) -> list[float]:
    """The mean score of each batch."""
    torch.manual_seed(0)
    model = Decoder(**SMALL)
    reference = copy.deepcopy(model).requires_grad_(False)
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=LEARNING_RATE, weight_decay=0.0, fused=True
    )
    history = []
    for _ in range(episodes // BATCH):
        prompts = torch.randint(FIRST_WORD, VOCABULARY, (BATCH, PROMPT))
        sequences = model.sample(prompts, NEW).clone()
        scores = score(sequences[:, PROMPT:])
        history.append(scores.mean().item())
        with torch.no_grad():
            old, old_values = evaluate(model, sequences)
            rewards = -KL_COEFFICIENT * (old - evaluate(reference, sequences)[0])
            rewards[:, -1] += scores
            gains = advantages(rewards, old_values)
            goals = gains + old_values
            gains = (gains - gains.mean()) / (gains.std() + 1e-8)
        for _ in range(EPOCHS):
            for rows in torch.randperm(BATCH).split(MINIBATCH):
                optimizer.zero_grad(set_to_none=True)
                batch = (x[rows] for x in (sequences, old, old_values, gains, goals))
                ppo_loss(model, *batch).backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0, foreach=True)
                optimizer.step()
    return history


def run_trl(episodes: int) -> list[float]:
    """The mean score of each batch."""
    from transformers import GPT2LMHeadModel
    from trl import AutoModelForCausalLMWithValueHead, PPOConfig, PPOTrainer

    torch.manual_seed(0)
    configuration = gpt2_configuration(SMALL, VOCABULARY, summary_first_dropout=0.0)
    model = AutoModelForCausalLMWithValueHead(
        GPT2LMHeadModel(configuration), v_head_init_strategy="normal", summary_dropout_prob=0.0
    )
    reference = copy.deepcopy(model).eval().requires_grad_(False)
    model.is_peft_model = reference.is_peft_model = False
    trainer = PPOTrainer(
        PPOConfig(
            batch_size=BATCH,
            mini_batch_size=MINIBATCH,
            gradient_accumulation_steps=1,
            ppo_epochs=EPOCHS,
            learning_rate=LEARNING_RATE,
            init_kl_coef=KL_COEFFICIENT,
            adap_kl_ctrl=False,
            gamma=1.0,
            lam=GAE_LAMBDA,
            cliprange=CLIP,
            cliprange_value=CLIP,
            vf_coef=0.1,
            max_grad_norm=1.0,
            log_with=None,
            seed=0,
        ),
        model,
        reference,
        word_tokenizer(VOCABULARY),
        optimizer=torch.optim.AdamW(
            model.parameters(), lr=LEARNING_RATE, weight_decay=0.0, fused=True
        ),
    )
    history = []
    for _ in range(episodes // BATCH):
        prompts = list(torch.randint(FIRST_WORD, VOCABULARY, (BATCH, PROMPT)))
        responses = trainer.generate(
            prompts,
            batch_size=BATCH,
            return_prompt=False,
            remove_padding=False,
            do_sample=True,
            temperature=1.0,
            top_k=0,
            top_p=1.0,
            max_new_tokens=NEW,
            min_new_tokens=NEW,
            pad_token_id=0,
            eos_token_id=None,
        )
        assert all(len(response) == NEW for response in responses)
        scores = [score(response) for response in responses]
        history.append(torch.stack(scores).mean().item())
        trainer.step(prompts, responses, scores)
    return history


def main() -> None:
    parser = arguments(__doc__, ["pytorch", "trl"], repeats=2)
    parser.add_argument("--episodes", type=int, default=2048, help="episodes in one repeat")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    torch.set_num_threads(options.threads)
    run: Callable[[int], list[float]] = run_trl if options.peer == "trl" else run_pytorch

    history: list[float] = []
    run(2 * BATCH)
    seconds = measure(lambda: history.extend(run(options.episodes)), options.repeats, warmups=0)
    report(
        "ppo",
        options.peer,
        "episodes",
        options.episodes,
        seconds,
        ["torch", "trl", "transformers"] if options.peer == "trl" else ["torch"],
        threads=options.threads,
        score_first=round(history[0], 3),
        score_last=round(history[-1], 3),
        batch=BATCH,
        minibatch=MINIBATCH,
        epochs=EPOCHS,
    )


if __name__ == "__main__":
    main()
