"""GRPO and RLOO by trl on a small GPT-2 with a programmed reward: 2,048 episodes of 8 + 16 tokens.

The reward of a response is its share of even token ids. 8 answers to each prompt, rounds of 128
episodes that are gone through 4 times in minibatches of 32, β = 0.02, AdamW at 1e-3.
"""

import tempfile
import warnings

import torch

from decoder import SMALL
from shared import gpt2_configuration, text, trainer_settings, word_tokenizer
from timing import arguments, measure, report

PROMPT, NEW, BATCH, MINIBATCH, EPOCHS, GROUP, EPISODES = 8, 16, 128, 32, 4, 8, 2048
LEARNING_RATE, BETA = 1e-3, 0.02
FIRST_WORD = 3
VOCABULARY = SMALL["vocabulary"]


def trainer(workload: str, episodes: int, folder: str, history: list[float]):
    """A trainer that has not begun; it notes the mean reward of each round in `history`."""
    import trl
    from datasets import Dataset
    from transformers import GPT2LMHeadModel

    torch.manual_seed(0)
    GPT2LMHeadModel(gpt2_configuration(SMALL, VOCABULARY)).save_pretrained(folder + "/model")
    tokenizer = word_tokenizer(VOCABULARY)
    # The reference is loaded again from where the model lies.
    tokenizer.save_pretrained(folder + "/model")
    kind, config = {
        "grpo": (trl.GRPOTrainer, trl.GRPOConfig),
        "rloo": (trl.RLOOTrainer, trl.RLOOConfig),
    }[workload]

    def reward(completion_ids, **_) -> list[float]:
        scores = [sum(t % 2 == 0 for t in ids) / max(1, len(ids)) for ids in completion_ids]
        history.append(sum(scores) / len(scores))
        return scores

    prompts = torch.randint(FIRST_WORD, VOCABULARY, (episodes // GROUP, PROMPT))
    return kind(
        model=GPT2LMHeadModel.from_pretrained(folder + "/model"),
        reward_funcs=reward,
        args=config(
            **trainer_settings(folder, LEARNING_RATE),
            per_device_train_batch_size=MINIBATCH,
            gradient_accumulation_steps=1,
            generation_batch_size=BATCH,
            num_generations=GROUP,
            num_iterations=EPOCHS,
            max_completion_length=NEW,
            beta=BETA,
            temperature=1.0,
            top_k=0,
            generation_kwargs={"min_new_tokens": NEW},
            seed=0,
        ),
        train_dataset=Dataset.from_dict({"prompt": [text(prompt) for prompt in prompts]}),
        processing_class=tokenizer,
    )


def main() -> None:
    parser = arguments(__doc__, ["trl"], repeats=2)
    parser.add_argument("--workload", choices=["grpo", "rloo"], default="grpo")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    torch.set_num_threads(options.threads)
    history: list[float] = []

    def run(episodes: int) -> list[float]:
        """The seconds of one training; making the trainer is not timed."""
        history.clear()
        with tempfile.TemporaryDirectory() as folder:
            made = trainer(options.workload, episodes, folder, history)
            return measure(made.train, 1, warmups=0)

    run(2 * BATCH)
    seconds = sum((run(EPISODES) for _ in range(options.repeats)), [])
    report(
        options.workload,
        options.peer,
        "episodes",
        EPISODES,
        seconds,
        ["torch", "trl", "transformers"],
        threads=options.threads,
        rounds=len(history),
        score_first=round(history[0], 3),
        score_last=round(history[-1], 3),
        batch=BATCH,
        minibatch=MINIBATCH,
        epochs=EPOCHS,
        group=GROUP,
    )


if __name__ == "__main__":
    main()
