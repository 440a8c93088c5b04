"""Opens what a run leaves with programs of others, and compares what they compute with ours.

    python check.py FOLDER

FOLDER holds `run`, the folder of a run of worlds.yaml; `trl-MODEL`, its answers exported for trl
with the log-probabilities that we give to them by MODEL; and `datasets`, the same for datasets. The
last line counts.

- transformers: every word of every vocabulary is the token that we number it by, texts of exported
  answers are the tokens that our models read, log-probabilities of all exported responses and
  rewards of all samples are ours, pipelines write words of the world.
- trl: tokenises the exported preferences to the same tokens, and its loss is the one that follows
  from our log-probabilities; its other trainers take a step on the other tables.
- datasets: loads every table with the types that its card declares.
"""

import json
import math
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import torch
from datasets import Dataset, disable_progress_bars, get_dataset_config_names, load_dataset
from torch.nn.functional import logsigmoid
from transformers import (
    AutoModelForCausalLM,
    AutoModelForSequenceClassification,
    AutoTokenizer,
    PreTrainedModel,
    PrinterCallback,
    pipeline,
)
from transformers.utils import logging
from trl import (
    DPOConfig,
    DPOTrainer,
    KTOConfig,
    KTOTrainer,
    RewardConfig,
    RewardTrainer,
    SFTConfig,
    SFTTrainer,
)

logging.set_verbosity_error()
logging.disable_progress_bar()
disable_progress_bars()

MODELS = ["pretrained", "fine-tuned", "policy"]
SIDES = ["chosen", "rejected"]
TOLERANCE = 1e-4
DPO_TEMPERATURE = 0.1

passed = failed = 0


def check(name: str, holds: bool, detail: object = "") -> None:
    """Counts a check, and says which failed."""
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"failed: {name} {detail}")


def rows(file: Path) -> list[dict]:
    """The records of a file of JSON lines."""
    return [json.loads(line) for line in file.read_text().splitlines()]


def is_decoder(folder: Path) -> bool:
    """Whether transformers knows the model; it has none that is a table of n-grams."""
    return json.loads((folder / "config.json").read_text())["model_type"] == "gpt2"


# Tokens


def words(folder: Path) -> list[str]:
    """The words of a model in the order of their tokens, as our vocab.json has them."""
    numbers = json.loads((folder / "vocab.json").read_text())
    return sorted(numbers, key=numbers.get)


def our_tokens(folder: Path, text: str) -> list[int]:
    """Text as tokens by vocab.json alone: words stand between blanks."""
    numbers = json.loads((folder / "vocab.json").read_text())
    return [numbers[word] for word in text.split()]


def check_tokenizer(folder: Path, texts: list[str]) -> None:
    """Compares a tokenizer with vocab.json, word by word and on the texts of exported answers."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    vocabulary = words(folder)
    beginning = vocabulary.index("<bos>")
    alone = [tokenizer(word, add_special_tokens=False)["input_ids"] for word in vocabulary]
    check(f"words of {folder}", alone == [[token] for token in range(len(vocabulary))])
    together = tokenizer("  ".join(vocabulary))["input_ids"]
    check(f"a text of all words of {folder}", together == [beginning, *range(len(vocabulary))])
    check(f"sizes of {folder}", len(tokenizer) == len(vocabulary), len(tokenizer))
    for text in texts:
        tokens = tokenizer(text)["input_ids"]
        check(f"tokens of {text!r}", tokens == [beginning, *our_tokens(folder, text)], tokens)
    back = [tokenizer.decode(our_tokens(folder, text)) for text in texts]
    check(f"texts of {folder}", [text.split() for text in back] == [text.split() for text in texts])
    try:
        tokenizer("no-such-word")
        check(f"an unknown word is refused by {folder}", False)
    except Exception as error:
        check(f"an unknown word is refused by {folder}", "[UNK]" in str(error), error)


# Log-probabilities and losses


def log_probabilities(
    model: PreTrainedModel, tokenizer, pairs: list[dict], side: str
) -> torch.Tensor:
    """log π(y | x) in nats, summed over the tokens of each chosen or rejected response."""
    prompts = [tokenizer(pair["prompt"])["input_ids"] for pair in pairs]
    texts = [pair["prompt"] + pair[side] for pair in pairs]
    batch = tokenizer(texts, return_tensors="pt", padding=True, padding_side="right")
    logits = model(**batch).logits[:, :-1].log_softmax(-1)
    targets = batch["input_ids"][:, 1:]
    each = logits.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    places = torch.arange(targets.shape[1])
    starts = torch.tensor([len(prompt) - 1 for prompt in prompts]).unsqueeze(-1)
    counted = (places >= starts) & batch["attention_mask"][:, 1:].bool()
    return (each * counted).sum(-1)


def dpo_losses(
    policy: tuple[torch.Tensor, torch.Tensor], reference: tuple[torch.Tensor, torch.Tensor]
) -> torch.Tensor:
    """−log σ(β · (log-ratio of chosen − log-ratio of rejected)): Rafailov et al. 2023, eq. 7."""
    ratios = (policy[0] - reference[0]) - (policy[1] - reference[1])
    return -logsigmoid(DPO_TEMPERATURE * ratios)


def train_dpo(
    model: PreTrainedModel, tokenizer, batches: list[list[dict]], rate: float
) -> Iterator[float]:
    """Plain DPO with AdamW, batch after batch: the loss of each before its step.

    The reference is the model whose log-probabilities the batches were exported with.
    """
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0)
    model.train()
    for batch in batches:
        now = tuple(log_probabilities(model, tokenizer, batch, s) for s in SIDES)
        loss = dpo_losses(now, ours(batch)).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        yield loss.item()


def ours(pairs: list[dict]) -> tuple[torch.Tensor, torch.Tensor]:
    """The log-probabilities that we exported with preferences."""
    return tuple(
        torch.tensor([pair[f"ref_{side}_logps"] for pair in pairs], dtype=torch.float32)
        for side in SIDES
    )


def check_policy(folder: Path, pairs: list[dict]) -> None:
    """Compares log-probabilities of every exported preference."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder).eval()
    with torch.no_grad():
        for side, known in zip(SIDES, ours(pairs)):
            found = log_probabilities(model, tokenizer, pairs, side)
            gap = ((found - known).abs() / known.abs().clamp(min=1)).max().item()
            check(f"log-probabilities of {side} by {folder}", gap < TOLERANCE, gap)


def check_pipeline(folder: Path, prompt: str) -> None:
    """Has a model speak: what it says can be read again, also two prompts at a time."""
    speak = pipeline("text-generation", model=str(folder))
    vocabulary = set(words(folder))
    said = speak(prompt)[0]["generated_text"]
    check(f"{folder} speaks words of its world", set(said.split()) <= vocabulary, said)
    asked = prompt.split()
    check(f"{folder} goes on after its prompt", said.split()[: len(asked)] == asked)
    prompts = [prompt, "<bos> " + prompt]
    alone = [speak(text, do_sample=False)[0]["generated_text"] for text in prompts]
    both = speak(prompts, do_sample=False, batch_size=2)
    # Padding takes room: of two that are answered together, the shorter may be cut off sooner.
    starts = [one.startswith(each[0]["generated_text"]) for one, each in zip(alone, both)]
    check(f"{folder} is padded rightly", all(starts), (alone, both))


# Rewards


def check_rewards(run: Path, arm: str, limit: int) -> None:
    """Compares the proxy rewards of samples in results.sqlite.

    A sample shows no end token: a response of fewer tokens than `limit`, the most that are written,
    has one.
    """
    folder = run / "models" / f"{arm}-1" / "reward"
    architecture = json.loads((folder / "config.json").read_text()).get("architectures", [""])[0]
    if architecture != "GPT2ForSequenceClassification":
        return
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    check(f"one number by {folder}", model.config.num_labels == 1, model.config.num_labels)
    database = sqlite3.connect(run / "results.sqlite")
    known = database.execute(
        "SELECT prompt, response, proxy FROM samples WHERE arm = ? AND proxy IS NOT NULL", [arm]
    ).fetchall()
    check(f"samples of {arm}", len(known) > 2, len(known))
    for prompt, response, proxy in known:
        text = f"{prompt} {response}" + (" <eos>" if len(response.split()) < limit else "")
        with torch.no_grad():
            found = model(**tokenizer(text, return_tensors="pt")).logits.item()
        check(f"reward of {text!r} by {folder}", abs(found - proxy) < TOLERANCE, (found, proxy))


# trl


def options(kind: type, **more):
    """One step, on a processor, without leaving anything."""
    return kind(
        output_dir=tempfile.mkdtemp(), max_steps=1, report_to=[], use_cpu=True, bf16=False,
        save_strategy="no", disable_tqdm=True, logging_steps=1, **more,
    )  # fmt: skip


def first_loss(trainer) -> float:
    """The loss of a trainer's first step, before the model has moved."""
    trainer.remove_callback(PrinterCallback)
    trainer.train()
    return float(trainer.state.log_history[0]["loss"])


def check_dpo(models: Path, exports: dict[str, list[dict]]) -> None:
    """trl's DPO of the policy against the fine-tuned model: its tokens, its loss beside ours."""
    tokenizer = AutoTokenizer.from_pretrained(models / "fine-tuned")
    end = tokenizer.eos_token
    places = [
        place
        for place, pair in enumerate(exports["policy"])
        if pair["chosen"].endswith(end) and pair["rejected"].endswith(end)
    ][:32]
    pairs = [exports["policy"][place] for place in places]
    policy, reference = (
        ours([exports[model][place] for place in places]) for model in ["policy", "fine-tuned"]
    )
    known = dpo_losses(policy, reference).mean().item()
    trainer = DPOTrainer(
        model=AutoModelForCausalLM.from_pretrained(models / "policy"),
        ref_model=AutoModelForCausalLM.from_pretrained(models / "fine-tuned"),
        args=options(DPOConfig, per_device_train_batch_size=len(pairs), beta=DPO_TEMPERATURE),
        train_dataset=Dataset.from_list(pairs), processing_class=tokenizer,
    )  # fmt: skip
    beginning = [words(models / "policy").index("<bos>")]
    for pair, prepared in zip(pairs, trainer.train_dataset):
        prompt = beginning + our_tokens(models / "policy", pair["prompt"])
        check(f"trl's prompt of {pair}", prepared["prompt_ids"] == prompt, prepared)
        for side in SIDES:
            tokens = our_tokens(models / "policy", pair[side])
            check(f"trl's {side} of {pair}", prepared[f"{side}_ids"] == tokens, prepared)
    loss = first_loss(trainer)
    check(f"trl's loss with {models}", abs(loss - known) < TOLERANCE, (loss, known))
    # The same batch again and again: plain DPO starts at log 2 and gets away from it.
    batch = [exports["fine-tuned"][place] for place in places]
    model = AutoModelForCausalLM.from_pretrained(models / "fine-tuned")
    losses = list(train_dpo(model, tokenizer, [batch] * 5, rate=1e-3))
    check(f"DPO begins at log 2 with {models}", abs(losses[0] - math.log(2)) < TOLERANCE, losses)
    check(f"DPO learns with {models}", losses[-1] < losses[0] - 0.01, losses)


def check_trainers(models: Path, exports: Path) -> None:
    """trl's other trainers take a step on the other tables."""
    folder = models / "fine-tuned"
    tokenizer = AutoTokenizer.from_pretrained(folder)

    def train(trainer: type, kind: type, table: str, model: PreTrainedModel, **more) -> None:
        data = Dataset.from_list(rows(exports / f"{table}.jsonl"))
        made = trainer(
            model=model, args=options(kind, per_device_train_batch_size=4), train_dataset=data,
            processing_class=tokenizer, **more,
        )  # fmt: skip
        loss = first_loss(made)
        check(f"a step of {trainer.__name__} on {table}", math.isfinite(loss), loss)

    language = AutoModelForCausalLM.from_pretrained
    train(SFTTrainer, SFTConfig, "demonstrations", language(folder))
    train(KTOTrainer, KTOConfig, "unpaired", language(folder), ref_model=language(folder))
    judge = AutoModelForSequenceClassification.from_pretrained(models / "reward")
    train(RewardTrainer, RewardConfig, "preference", judge)


# datasets


def check_datasets(folder: Path, exports: Path) -> None:
    """Every table, loaded by its card, holds what was exported for trl."""
    for name in get_dataset_config_names(str(folder)):
        table = load_dataset(str(folder), name, split="train", cache_dir=tempfile.mkdtemp())
        known = [row for file in sorted(exports.glob(f"*/{name}.jsonl")) for row in rows(file)]
        check(f"{name}: as many records", len(table) == len(known), (len(table), len(known)))
        keys = [key for key in known[0] if not key.startswith("ref_")]
        check(f"{name}: columns", table.column_names == keys, table.column_names)
        order = lambda row: json.dumps(row, sort_keys=True)  # noqa: E731
        plain = [{key: row[key] for key in keys} for row in known]
        for row in table:
            check(f"{name}: types", type(row["round"]) is int and type(row["weight"]) is float)
        found, wanted = (sorted(map(order, normal(records))) for records in [table, plain])
        check(f"{name}: records", found == wanted)


def normal(records) -> list[dict]:
    """Records in which a whole number of either type is the same."""
    return [
        {key: float(value) if type(value) is int else value for key, value in row.items()}
        for row in json.loads(json.dumps(list(records)), parse_int=float)
    ]


def main(folder: Path) -> int:
    """All checks; 1 where one fails."""
    run = folder / "run"
    for arm in ["forms", "board", "letters"]:
        models = run / "models" / f"{arm}-1"
        exports = {
            model: rows(folder / f"trl-{model}" / f"{arm}-1" / "preference.jsonl")
            for model in MODELS
        }
        texts = [p["prompt"] + p[side] for p in exports["policy"] for side in SIDES]
        for model in sorted(models.iterdir()):
            check_tokenizer(model, texts)
        if not is_decoder(models / "policy"):
            continue
        for model in MODELS:
            check_policy(models / model, exports[model])
        check_pipeline(models / "policy", exports["policy"][0]["prompt"])
        check_dpo(models, exports)
        if arm == "forms":
            lengths = [len(p[side].split()) for p in exports["policy"] for side in SIDES]
            check_rewards(run, arm, limit=max(lengths))
    check_trainers(run / "models" / "forms-1", folder / "trl-policy" / "forms-1")
    check_datasets(folder / "datasets", folder / "trl-policy")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
