"""Loads a model that the Swift code saved into transformers, and compares what the two compute.

    python check_export.py MODEL_FOLDER OUTPUTS.json

OUTPUTS.json holds what Swift computed with that model:
  {"tokens": [[3, 1, 4], ...], "logits": [[[...], ...], ...]}   a language model: all positions
  {"tokens": [[3, 1, 4], ...], "scores": [0.25, ...]}           a reward model: after the last token
Exits with 0 when no number differs by 1e-4 or more, with 1 otherwise.
"""

import json
import sys
from pathlib import Path

import torch
from transformers import GPT2ForSequenceClassification, GPT2LMHeadModel, logging

TOLERANCE = 1e-4


def load(folder: Path) -> torch.nn.Module:
    """The model, of the architecture its configuration names, with not one tensor made up."""
    architecture = json.loads((folder / "config.json").read_text())["architectures"][0]
    classes = {c.__name__: c for c in (GPT2LMHeadModel, GPT2ForSequenceClassification)}
    if architecture not in classes:
        sys.exit(f"{folder}: unknown architecture {architecture}; known are {sorted(classes)}")
    model, report = classes[architecture].from_pretrained(
        folder, output_loading_info=True, dtype=torch.float32
    )
    wrong = {kind: sorted(map(str, keys)) for kind, keys in report.items() if keys}
    if wrong:
        sys.exit(f"{folder}: the tensors do not match the architecture: {wrong}")
    return model.eval()


def largest_difference(model: torch.nn.Module, outputs: dict) -> float:
    """max |transformers − Swift| over all that Swift wrote."""
    is_language = isinstance(model, GPT2LMHeadModel)
    theirs = outputs["logits" if is_language else "scores"]
    worst = 0.0
    with torch.inference_mode():
        for tokens, expected in zip(outputs["tokens"], theirs, strict=True):
            ours = model(torch.tensor([tokens])).logits[0]
            given = torch.tensor(expected, dtype=torch.float32)
            if not is_language:
                given = given.reshape(1)
            if ours.shape != given.shape:
                sys.exit(f"expected the shape {tuple(ours.shape)}, was given {tuple(given.shape)}")
            difference = (ours - given).abs().max().item()
            worst = max(worst, difference if difference == difference else float("inf"))
    return worst


def main(folder: Path, outputs: Path) -> None:
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    written = json.loads(outputs.read_text())
    if not written["tokens"]:
        sys.exit(f"{outputs}: there are no sequences to compare")
    worst = largest_difference(load(folder), written)
    print(json.dumps({"sequences": len(written["tokens"]), "largest_difference": worst}))
    if worst >= TOLERANCE:
        sys.exit(f"{folder}: differs by {worst:.3g}; less than {TOLERANCE} was wanted")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
