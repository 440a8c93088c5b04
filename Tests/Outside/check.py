"""Opens what a run leaves with programs of others, and compares what they compute with ours.

    python check.py FOLDER RLHF

FOLDER holds `run`, the folder of a run of worlds.yaml; `trl-MODEL`, its answers exported for trl
with the log-probabilities that we give to them by MODEL; and `datasets`, the same for datasets.
RLHF is the command line that made them. The last line counts.

- transformers: every word of every vocabulary is the token that we number it by, texts of exported
  answers are the tokens that our models read, log-probabilities of all exported responses and
  rewards of all samples are ours, pipelines write words of the world. Rewards by `rlhf score`, word
  by word, are those of both kinds of reward folder.
- torch: 50 steps of DPO, IPO and rDPO on the exported preferences, written anew and taken from the
  exported fine-tuned model, have the losses that the run recorded, and end at its policy: what our
  world gives to answers of torch's is within the interval of ours.
- trl: tokenises the exported preferences to the same tokens, and its loss is the one that follows
  from our log-probabilities; its own 50 steps of DPO have the losses that the run recorded; its
  other trainers take a step on the other tables.
- datasets: loads every table with the types that its card declares.
"""

import json
import math
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import torch
from datasets import Dataset, disable_progress_bars, get_dataset_config_names, load_dataset
from safetensors.torch import load_file, save_file
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
torch.set_num_threads(1)  # the models are so small that threads would wait for each other

MODELS = ["pretrained", "fine-tuned", "policy"]
SIDES = ["chosen", "rejected"]
TOLERANCE = 1e-4
DPO_TEMPERATURE = 0.1
# In nats, after 50 steps in which log-probabilities have moved by up to 72. Adam divides by the root
# of a mean of squares, and so takes rounding errors on. Most of the 2e-3 that were found come from
# 1 − β₂, which our kernel has in single precision, 1e-5 too small; what torch itself loses in single
# precision is up to 1e-4. A KL coefficient that is 0.1 % off is seen, and weight decay.
TRAINED_TOLERANCE = 2e-2

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


@dataclass(frozen=True)
class Responses:
    """Responses as tokens behind their prompts, and which of the tokens are theirs."""

    batch: dict[str, torch.Tensor]
    counted: torch.Tensor

    @classmethod
    def of(cls, tokenizer, pairs: list[dict], side: str) -> "Responses":
        """The chosen or the rejected responses of pairs."""
        prompts = [tokenizer(pair["prompt"])["input_ids"] for pair in pairs]
        texts = [pair["prompt"] + pair[side] for pair in pairs]
        batch = tokenizer(texts, return_tensors="pt", padding=True, padding_side="right")
        places = torch.arange(batch["input_ids"].shape[1] - 1)
        starts = torch.tensor([len(prompt) - 1 for prompt in prompts]).unsqueeze(-1)
        return cls(batch, (places >= starts) & batch["attention_mask"][:, 1:].bool())

    def log_probabilities(self, model: PreTrainedModel) -> torch.Tensor:
        """log π(y | x) in nats, summed over the tokens of each response."""
        logits = model(**self.batch).logits[:, :-1].log_softmax(-1)
        each = logits.gather(-1, self.batch["input_ids"][:, 1:].unsqueeze(-1)).squeeze(-1)
        return (each * self.counted).sum(-1)


def gaps(
    policy: tuple[torch.Tensor, torch.Tensor], reference: tuple[torch.Tensor, torch.Tensor]
) -> torch.Tensor:
    """h, the log-ratio of chosen − the log-ratio of rejected, in nats."""
    return (policy[0] - reference[0]) - (policy[1] - reference[1])


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
            found = Responses.of(tokenizer, pairs, side).log_probabilities(model)
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


# Learning from preferences


@dataclass(frozen=True)
class Direct:
    """A way from preferences to a policy, as an arm has it in `policy_optimization`."""

    method: str = "dpo"
    beta: float = DPO_TEMPERATURE
    flip_rate: float = 0
    steps: int = 5
    rate: float = 1e-3
    is_annealed: bool = False
    longest: float = math.inf

    @classmethod
    def of(cls, database: sqlite3.Connection, arm: str) -> "Direct":
        """What an arm's settings say; a pass over the preferences is one step."""
        found = database.execute("SELECT key, value FROM settings WHERE arm = ?", [arm])
        values = {key.removeprefix("policy_optimization."): value for key, value in found}
        longest = values["max_grad_norm"]
        return cls(
            values["method"], values["kl_coefficient"], values["flip_rate"],
            values["preference_epochs"], values["preference_learning_rate"],
            bool(values["anneal_learning_rate"]), math.inf if longest == "off" else longest,
        )  # fmt: skip

    def losses(self, gaps: torch.Tensor, shares: float | torch.Tensor = 1) -> torch.Tensor:
        """The loss of each pair by its gap and the share of people who chose the chosen one."""
        return shares * self._loss(gaps) + (1 - shares) * self._loss(-gaps)

    def _loss(self, gaps: torch.Tensor) -> torch.Tensor:
        if self.method == "ipo":  # Azar et al. 2023, eq. 17
            return (gaps - 1 / (2 * self.beta)) ** 2
        right, wrong = (-logsigmoid(sign * self.beta * gaps) for sign in [1, -1])
        if self.method == "rdpo":  # Chowdhury et al. 2024, eq. 11
            flips = self.flip_rate
            return ((1 - flips) * right - flips * wrong) / (1 - 2 * flips)
        return right  # Rafailov et al. 2023, eq. 7

    def train(self, model: PreTrainedModel, tokenizer, pairs: list[dict]) -> list[float]:
        """Takes its steps with AdamW, each on all pairs: the loss before each.

        The reference is the model whose log-probabilities the pairs were exported with.
        """
        sides = [Responses.of(tokenizer, pairs, side) for side in SIDES]
        reference = ours(pairs)
        weights, shares = (torch.tensor([p[key] for p in pairs]) for key in ["weight", "share"])
        optimizer = torch.optim.AdamW(model.parameters(), lr=self.rate, weight_decay=0)
        model.train()
        losses = []
        for step in range(self.steps):
            now = tuple(side.log_probabilities(model) for side in sides)
            loss = weights @ self.losses(gaps(now, reference), shares) / weights.sum()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), self.longest)
            left = 1 - step / self.steps if self.is_annealed else 1
            optimizer.param_groups[0]["lr"] = self.rate * left
            optimizer.step()
            losses.append(loss.item())
        return losses


def settled(pairs: list[dict]) -> list[dict]:
    """One pair a question, or two items of a ranking, of the records of all who answered it.

    `share` is the share of them who chose the chosen one.
    """
    people: dict[int, set[str]] = {}
    votes: dict[tuple, list[dict]] = {}
    for pair in pairs:
        people.setdefault(pair["question"], set()).add(pair["annotator"])
        items = frozenset([pair["chosen_id"], pair["rejected_id"]])
        votes.setdefault((pair["question"], items), []).append(pair)
    result = []
    for records in votes.values():
        first = records[0]
        weight = sum(record["weight"] for record in records)
        agreeing = [r["weight"] for r in records if r["chosen_id"] == first["chosen_id"]]
        weight_each = weight / len(people[first["question"]])
        result.append(first | {"weight": weight_each, "share": sum(agreeing) / weight})
    return result


def recorded(database: sqlite3.Connection, arm: str, metric: str) -> list[float]:
    """What the run recorded of phase 4, step by step."""
    found = database.execute(
        "SELECT value FROM series WHERE arm = ? AND phase = 'policy optimisation' AND metric = ?"
        " ORDER BY step", [arm, metric],
    )  # fmt: skip
    return [value for (value,) in found]


def compare_losses(name: str, found: list[float], known: list[float]) -> None:
    """Compares losses step by step; large ones by their digits."""
    check(f"steps of {name}", len(found) == len(known), (len(found), len(known)))
    for step, (one, other) in enumerate(zip(found, known)):
        near = abs(one - other) < TOLERANCE * max(1, abs(other))
        check(f"loss of {name} at step {step}", near, (one, other))


def gold(rlhf: str, folder: Path, prompt: str) -> list[float]:
    """What our world gives to answers that we sample from a model's folder."""
    told = subprocess.run(
        [rlhf, "sample", folder, "--world", "text.town", "--prompt", prompt, "--count", "200"],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    return [float(line.split()[1]) for line in told.splitlines() if line.startswith("  gold ")]


def check_gold(rlhf: str, folder: Path, model: PreTrainedModel, prompts: list[str]) -> None:
    """Judges the policy that torch has trained by our world, beside ours: their means over the same
    prompts, with the same chances, are within the 95 % interval of one of them. The control is the
    model that both began with, which earns something else to each answer."""
    with tempfile.TemporaryDirectory() as place:
        other = Path(place) / "policy"
        shutil.copytree(folder / "policy", other)
        own_weights = load_file(folder / "policy" / "model.safetensors")
        # What GPT-2 has no place for, such as our value head, stays.
        weights = {
            name: model.state_dict().get(name, weight).contiguous().clone()
            for name, weight in own_weights.items()
        }
        changed = sum(not torch.equal(weights[name], own_weights[name]) for name in weights)
        check(f"{folder.name} is given torch's weights", changed > 0.5 * len(weights), changed)
        save_file(weights, other / "model.safetensors")
        earned = [
            torch.tensor([value for prompt in prompts for value in gold(rlhf, one, prompt)])
            for one in [folder / "policy", other, folder / "fine-tuned"]
        ]
    own, found, start = earned
    check(f"answers of {folder.name} are judged", len(own) == len(found) == 200 * len(prompts))
    interval = 1.96 * own.std().item() / len(own) ** 0.5
    gap = (own.mean() - found.mean()).abs().item()
    check(f"gold of torch's policy of {folder.name}", gap < interval, (gap, interval))
    same = (own == found).float().mean().item()
    check(f"most answers of torch's policy of {folder.name} are ours", same > 0.95, same)
    moved = (own == start).float().mean().item()
    check(f"fewer of the model that {folder.name} began with are", moved < same - 0.01, moved)


def check_direct(rlhf: str, run: Path, arm: str, exports: dict[str, list[dict]]) -> None:
    """Does phase 4 of an arm again: its losses, what its policy gives to every response, and what
    its answers are worth."""
    database = sqlite3.connect(run / "results.sqlite")
    direct = Direct.of(database, arm)
    answers = (run / "answers" / f"{arm}-1.csv").read_text()
    check(f"no ties, which are not exported, in {arm}", ",tie," not in answers)
    pairs = settled(exports["fine-tuned"])
    folder = run / "models" / f"{arm}-1"
    tokenizer = AutoTokenizer.from_pretrained(folder / "fine-tuned")
    model = AutoModelForCausalLM.from_pretrained(folder / "fine-tuned")
    losses = direct.train(model, tokenizer, pairs)
    compare_losses(arm, losses, recorded(database, arm, "preference_loss"))
    # Not everything that could agree stood still.
    check(f"{arm} learns", losses[-1] < losses[0] - 0.1, (losses[0], losses[-1]))
    known = ours(settled(exports["policy"]))
    policy = AutoModelForCausalLM.from_pretrained(folder / "policy").eval()
    for side, exported in zip(SIDES, known):
        responses = Responses.of(tokenizer, pairs, side)
        with torch.no_grad():
            found = responses.log_probabilities(model.eval())
            opened = responses.log_probabilities(policy)
        for name, other in [("exported", exported), ("opened", opened)]:
            gap = (found - other).abs().max().item()
            check(f"{side} by the {name} policy of {arm}", gap < TRAINED_TOLERANCE, gap)
    prompts = list(dict.fromkeys(pair["prompt"] for pair in pairs))[:4]
    check_gold(rlhf, folder, model, [prompt.removeprefix("<bos>").strip() for prompt in prompts])


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


def scores(rlhf: str, folder: Path, prompt: str, responses: list[str]) -> dict:
    """What `rlhf score` says of responses; it wants to be told which were cut off."""
    lines = [text if text.endswith("<eos>") else text + " ..." for text in responses]
    said = subprocess.run(
        [rlhf, "score", folder, "-", "--world", "text.town", "--prompt", prompt, "--json"],
        input="\n".join(lines), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(said.stdout)


def parts(folder: Path, prompt: str, response: str) -> list[float]:
    """What each token adds to a reward that is read at every token.

    scale · (log p of the token + scalar behind it), and an equal share of the shift: see the key
    rlhf_reward of config.json. The scalar head is the one that trl gives to value models.
    """
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder).eval()
    head = load_file(folder / "model.safetensors")
    unit = model.config.rlhf_reward
    with torch.no_grad():
        tokens = tokenizer(prompt + response, return_tensors="pt")["input_ids"]
        start = len(tokenizer(prompt)["input_ids"])
        read = model(tokens, output_hidden_states=True)
        likely = read.logits[0, :-1].log_softmax(-1).gather(-1, tokens[0, 1:, None])[start - 1 :, 0]
        weight, bias = (head[f"v_head.summary.{name}"] for name in ["weight", "bias"])
        scalars = (read.hidden_states[-1][0, start:] @ weight.T + bias)[:, 0]
    found = unit["scale"] * (likely + scalars) + unit["shift"] / len(likely)
    return found.tolist()


def rewards_so_far(folder: Path, prompt: str, response: str) -> list[float]:
    """What a classifier gives a response after each of its tokens."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    words = response.split()
    texts = [f"{prompt} {' '.join(words[: end + 1])}" for end in range(len(words))]
    with torch.no_grad():
        return [model(**tokenizer(text, return_tensors="pt")).logits.item() for text in texts]


def check_scores(rlhf: str, folder: Path, pairs: list[dict]) -> None:
    """Compares `rlhf score` with the folder as transformers opens it, word by word."""
    unit = json.loads((folder / "config.json").read_text())["rlhf_reward"]
    prompt = pairs[0]["prompt"]
    responses = [pair[side] for pair in pairs[:4] for side in SIDES]
    said = scores(rlhf, folder, prompt.removesuffix(" :"), responses)
    for key in ["reading", "scale", "shift"]:
        check(f"{key} of {folder}", said[key] == unit[key], (said[key], unit[key]))
    is_folded = unit["reading"] == "last-token"
    check(f"whether {folder} is folded", unit["is_folded"] == is_folded)
    check(f"texts by {folder}", len(said["texts"]) == len(responses))
    for response, text in zip(responses, said["texts"]):
        check(f"words of {response!r}", text["response"] == response.split(), text["response"])
        key, found = (
            ("reward_so_far", rewards_so_far(folder, prompt, response))
            if is_folded
            else ("part", parts(folder, prompt, response))
        )
        known = [word[key] for word in text["words"]]
        total = found[-1] if is_folded else sum(found)
        near = abs(total - text["reward"]) < TOLERANCE
        check(f"reward of {response!r} by {folder}", near, (total, text["reward"]))
        same = len(found) == len(known) and all(
            abs(one - other) < TOLERANCE for one, other in zip(found, known)
        )
        check(f"each word of {response!r} by {folder}", same, (found, known))


# trl


def options(kind: type, **more):
    """One step unless said otherwise, on a processor, without leaving anything."""
    return kind(
        output_dir=tempfile.mkdtemp(), report_to=[], use_cpu=True, bf16=False, save_strategy="no",
        disable_tqdm=True, logging_steps=1, **{"max_steps": 1, **more},
    )  # fmt: skip


def all_losses(trainer) -> list[float]:
    """The losses of a trainer's steps, each before the model moves."""
    trainer.remove_callback(PrinterCallback)
    trainer.train()
    return [float(entry["loss"]) for entry in trainer.state.log_history if "loss" in entry]


def first_loss(trainer) -> float:
    """The loss of a trainer's first step, before the model has moved."""
    return all_losses(trainer)[0]


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
    known = Direct().losses(gaps(policy, reference)).mean().item()
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
    batch = settled([exports["fine-tuned"][place] for place in places])
    model = AutoModelForCausalLM.from_pretrained(models / "fine-tuned")
    losses = Direct().train(model, tokenizer, batch)
    check(f"DPO begins at log 2 with {models}", abs(losses[0] - math.log(2)) < TOLERANCE, losses)
    check(f"DPO learns with {models}", losses[-1] < losses[0] - 0.01, losses)


def direct_trainer(
    folder: Path, begin: str, direct: Direct, pairs: list[dict], **more
) -> DPOTrainer:
    """trl's trainer of an arm's method from one of its models, all pairs in a step."""
    tokenizer = AutoTokenizer.from_pretrained(folder / "fine-tuned")
    tokenizer.eos_token = ""  # so that no end is put behind what was cut off
    columns = ["prompt", *SIDES]
    args = options(
        DPOConfig, per_device_train_batch_size=len(pairs), beta=direct.beta, weight_decay=0,
        loss_type="robust" if direct.method == "rdpo" else "sigmoid",
        label_smoothing=direct.flip_rate if direct.method == "rdpo" else 0,
        gradient_checkpointing=False, **more,
    )  # fmt: skip
    return DPOTrainer(
        model=AutoModelForCausalLM.from_pretrained(folder / begin),
        ref_model=AutoModelForCausalLM.from_pretrained(folder / "fine-tuned"), args=args,
        train_dataset=Dataset.from_list([{key: pair[key] for key in columns} for pair in pairs]),
        processing_class=tokenizer,
    )  # fmt: skip


def check_direct_trainer(run: Path, arm: str, exports: dict[str, list[dict]]) -> None:
    """trl's loss of what an arm learnt from, answer by answer: it has neither weights nor shares.

    Where one person answers each question, its steps are those of the arm. Its IPO is another one:
    it divides log-ratios by the number of tokens, which eq. 17 of Azar et al. 2023 does not.
    """
    database = sqlite3.connect(run / "results.sqlite")
    direct = Direct.of(database, arm)
    if direct.method == "ipo":
        return
    folder = run / "models" / f"{arm}-1"
    pairs = exports["policy"]
    moved = gaps(ours(pairs), ours(exports["fine-tuned"]))
    known = direct.losses(moved).mean().item()
    loss = first_loss(direct_trainer(folder, "policy", direct, pairs))
    check(f"trl's loss of {arm}", abs(loss - known) < TOLERANCE, (loss, known))
    if any(pair["share"] != 1 or pair["weight"] != 1 for pair in settled(pairs)):
        return
    trainer = direct_trainer(
        folder, "fine-tuned", direct, pairs, max_steps=direct.steps, learning_rate=direct.rate,
        lr_scheduler_type="linear" if direct.is_annealed else "constant",
        max_grad_norm=0 if direct.longest == math.inf else direct.longest,
    )  # fmt: skip
    compare_losses(f"trl's {arm}", all_losses(trainer), recorded(database, arm, "preference_loss"))


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


def preferences(folder: Path, arm: str) -> dict[str, list[dict]]:
    """The exported preferences of an arm, by the model whose log-probabilities they have."""
    return {
        model: rows(folder / f"trl-{model}" / f"{arm}-1" / "preference.jsonl") for model in MODELS
    }


def main(folder: Path, rlhf: str) -> int:
    """All checks; 1 where one fails."""
    run = folder / "run"
    for arm in ["forms", "board", "letters"]:
        models = run / "models" / f"{arm}-1"
        exports = preferences(folder, arm)
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
    for arm in ["dpo", "ipo", "rdpo"]:
        exports = preferences(folder, arm)
        for model in MODELS:
            check_policy(run / "models" / f"{arm}-1" / model, exports[model])
        check_direct(rlhf, run, arm, exports)
        check_direct_trainer(run, arm, exports)
    for arm in ["forms", "parts"]:
        judge = run / "models" / f"{arm}-1" / "reward"
        check_scores(rlhf, judge, preferences(folder, arm)["policy"])
    check_trainers(run / "models" / "forms-1", folder / "trl-policy" / "forms-1")
    check_datasets(folder / "datasets", folder / "trl-policy")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
