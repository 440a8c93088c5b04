"""Learning from 5,000 pairs of answers: DPO, and a reward model.

A prompt of 8 tokens has two answers of 16; the one with more even token ids was preferred. One
pass, in batches of 64 pairs, by AdamW at 1e-3; DPO with β = 0.1 and a frozen reference that is
asked once.
Peers: plain PyTorch, which stacks chosen and rejected answers into one batch, and trl's DPOTrainer
and RewardTrainer.
"""

import copy
import tempfile
import warnings

import torch
import torch.nn.functional as F
from torch import Tensor

from decoder import SMALL, Decoder
from shared import gpt2_configuration, text, trainer_settings, word_tokenizer
from timing import arguments, measure, report

PROMPT, NEW, BATCH, PAIRS = 8, 16, 64, 5000
LEARNING_RATE, BETA = 1e-3, 0.1
FIRST_WORD = 3
VOCABULARY = SMALL["vocabulary"]


def pairs(count: int) -> Tensor:
    """Sequences of prompt and answer: count × 2 × (8 + 16), the preferred one first."""
    torch.manual_seed(0)
    prompts = torch.randint(FIRST_WORD, VOCABULARY, (count, 1, PROMPT)).expand(-1, 2, -1)
    answers = torch.randint(FIRST_WORD, VOCABULARY, (count, 2, NEW))
    even = (answers % 2 == 0).sum(-1)
    order = torch.stack([even[:, 0] < even[:, 1], even[:, 0] >= even[:, 1]], -1).long()
    answers = answers.gather(1, order[..., None].expand(-1, -1, NEW))
    return torch.cat([prompts, answers], -1)


def answer_log_probabilities(model: Decoder, batch: Tensor) -> Tensor:
    """Log-probability of each whole answer: pairs × 2."""
    sequences = batch.flatten(0, 1)
    hidden = model.hidden(sequences[:, :-1])[:, PROMPT - 1 :]
    logits = model.logits(hidden).flatten(0, 1)
    losses = F.cross_entropy(logits, sequences[:, PROMPT:].flatten(), reduction="none")
    return -losses.view(*batch.shape[:2], NEW).sum(-1)


def run_pytorch(workload: str, data: Tensor) -> Decoder:
    torch.manual_seed(0)
    model = Decoder(**SMALL)
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=LEARNING_RATE, weight_decay=0.0, fused=True
    )
    if workload == "dpo":
        reference = copy.deepcopy(model).requires_grad_(False)
        with torch.no_grad():
            asked = [answer_log_probabilities(reference, part) for part in data.split(256)]
        known = torch.cat(asked)
    for rows in torch.randperm(len(data)).split(BATCH):
        optimizer.zero_grad(set_to_none=True)
        batch = data[rows]
        if workload == "dpo":
            gaps = BETA * (answer_log_probabilities(model, batch) - known[rows]).diff(dim=-1)
        else:
            hidden = model.hidden(batch.flatten(0, 1))[:, -1]
            gaps = model.value(hidden).view(-1, 2).diff(dim=-1)
        F.softplus(gaps).mean().backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0, foreach=True)
        optimizer.step()
    return model


def trl_trainer(workload: str, data: Tensor, folder: str):
    """A trainer that has not begun."""
    import trl
    from datasets import Dataset
    from transformers import GPT2ForSequenceClassification, GPT2LMHeadModel

    torch.manual_seed(0)
    configuration = gpt2_configuration(SMALL, VOCABULARY, num_labels=1)
    tokenizer = word_tokenizer(VOCABULARY)
    shared = dict(
        **trainer_settings(folder, LEARNING_RATE),
        per_device_train_batch_size=BATCH,
        max_length=SMALL["context"],
        seed=0,
    )
    rows = [[text(pair[0, :PROMPT]) + " ", *map(text, pair[:, PROMPT:])] for pair in data]
    if workload == "dpo":
        # The reference is loaded again from where the model lies.
        GPT2LMHeadModel(configuration).save_pretrained(folder + "/model")
        tokenizer.save_pretrained(folder + "/model")
        columns = {"prompt": 0, "chosen": 1, "rejected": 2}
        return trl.DPOTrainer(
            model=GPT2LMHeadModel.from_pretrained(folder + "/model"),
            args=trl.DPOConfig(**shared, beta=BETA),
            train_dataset=Dataset.from_dict({k: [r[i] for r in rows] for k, i in columns.items()}),
            processing_class=tokenizer,
        )
    columns = {"chosen": 1, "rejected": 2}
    return trl.RewardTrainer(
        model=GPT2ForSequenceClassification(configuration),
        args=trl.RewardConfig(**shared),
        train_dataset=Dataset.from_dict(
            {k: [r[0] + r[i] for r in rows] for k, i in columns.items()}
        ),
        processing_class=tokenizer,
    )


def main() -> None:
    parser = arguments(__doc__, ["pytorch", "trl"], repeats=3)
    parser.add_argument("--workload", choices=["dpo", "reward_model"], default="dpo")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    torch.set_num_threads(options.threads)

    def run(data: Tensor) -> list[float]:
        """The seconds of one training; making a trainer of trl's is not timed."""
        if options.peer == "pytorch":
            return measure(lambda: run_pytorch(options.workload, data), 1, warmups=0)
        with tempfile.TemporaryDirectory() as folder:
            trainer = trl_trainer(options.workload, data, folder)
            return measure(trainer.train, 1, warmups=0)

    run(pairs(2 * BATCH))
    data = pairs(PAIRS)
    seconds = sum((run(data) for _ in range(options.repeats)), [])
    report(
        options.workload,
        options.peer,
        "pairs",
        PAIRS,
        seconds,
        ["torch", "trl", "transformers"] if options.peer == "trl" else ["torch"],
        threads=options.threads,
        batch=BATCH,
        prompt=PROMPT,
        new=NEW,
        **SMALL,
    )


if __name__ == "__main__":
    main()
