"""Writes the PyTorch reference that the Swift networks are tested against. See README.md.

python make_fixture.py [folder]
"""

import json
import re
import sys
from pathlib import Path

import torch
import torch.nn.functional as F
import transformers
from safetensors.torch import save_file
from transformers import GPT2Config, GPT2ForSequenceClassification, GPT2LMHeadModel

SEED = 20240607
LENGTHS = [5, 9, 16, 12]
ADAMW = {
    "learning_rate": 1e-2,
    "beta1": 0.9,
    "beta2": 0.95,
    "epsilon": 1e-8,
    "weight_decay": 0.1,
    "clip": 1.0,
    "steps": 5,
}

Tensors = dict[str, torch.Tensor]


def configuration(**more) -> GPT2Config:
    """A decoder small enough to store, with sizes that are no multiple of a vector register."""
    return GPT2Config(
        vocab_size=23,
        n_positions=16,
        n_embd=16,
        n_layer=2,
        n_head=2,
        activation_function="gelu_new",
        resid_pdrop=0.0,
        embd_pdrop=0.0,
        attn_pdrop=0.0,
        bos_token_id=0,
        eos_token_id=0,
        attn_implementation="eager",
        **more,
    )


def randomize(model: torch.nn.Module, generator: torch.Generator) -> None:
    """Draws every parameter from N(0, 0.2²), the gains of the norms from N(1, 0.2²).

    The library's own initial values (biases 0, gains 1) would hide a bias that is never added.
    """
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            mean = 1.0 if ".ln_" in name and name.endswith("weight") else 0.0
            noise = torch.randn(parameter.shape, generator=generator)
            parameter.copy_(mean + 0.2 * noise)


def save(model: torch.nn.Module, folder: Path) -> None:
    """Saves in the Hugging Face layout, and leaves out what a decoder does not need."""
    model.save_pretrained(folder)
    (folder / "generation_config.json").unlink(missing_ok=True)


def logits_of(model: GPT2LMHeadModel, tokens: list[int]) -> torch.Tensor:
    """The logits after each token: length × vocabulary."""
    return model(torch.tensor([tokens])).logits[0]


def scalars_of(model: GPT2ForSequenceClassification, tokens: list[int]) -> torch.Tensor:
    """The scalar head after each token."""
    return model.score(model.transformer(torch.tensor([tokens])).last_hidden_state)[0, :, 0]


def cross_entropy(model: GPT2LMHeadModel, sequences: list[list[int]]) -> torch.Tensor:
    """−log π(next token), averaged over all tokens of all sequences but the first of each."""
    total = sum(
        F.cross_entropy(logits_of(model, s)[:-1], torch.tensor(s[1:]), reduction="sum")
        for s in sequences
    )
    return total / sum(len(s) - 1 for s in sequences)


def pairwise(model: GPT2ForSequenceClassification, sequences: list[list[int]]) -> torch.Tensor:
    """−log σ(r₀ − r₁) − log σ(r₂ − r₃), with rᵢ the scalar head after the last token."""
    r = [scalars_of(model, s)[-1] for s in sequences]
    return -F.logsigmoid(r[0] - r[1]) - F.logsigmoid(r[2] - r[3])


def gradients(model: torch.nn.Module, loss: torch.Tensor) -> Tensors:
    """The gradient of `loss` by every parameter, tied ones once; empty before and after."""
    model.zero_grad(set_to_none=True)
    loss.backward()
    result = {
        name: torch.zeros_like(p) if p.grad is None else p.grad.clone()
        for name, p in model.named_parameters()
    }
    model.zero_grad(set_to_none=True)
    return result


def masked_example(
    model: GPT2ForSequenceClassification,
    sequences: list[list[int]],
    generator: torch.Generator,
) -> tuple[dict, Tensors, Tensors]:
    """Reads with legal-token masks and a loss that touches all that can be read.

    L = Σᵢ aᵢ · log π(targetᵢ) + bᵢ · entropyᵢ + cᵢ · scalarᵢ, over the legal tokens of each read.
    The logits come from the trunk of `model` through its own (tied) token embedding.
    """
    vocabulary = model.config.vocab_size
    legal: list[list[int]] = []
    log_probabilities, entropies, scalars = [], [], []
    for tokens in sequences:
        hidden = model.transformer(torch.tensor([tokens])).last_hidden_state[0]
        all_logits = hidden @ model.transformer.wte.weight.T
        for index in range(1, len(tokens)):
            allowed = torch.rand(vocabulary, generator=generator) < 0.4
            allowed[tokens[index]] = True
            legal.append(torch.nonzero(allowed)[:, 0].tolist())
            logits = all_logits[index - 1].masked_fill(~allowed, float("-inf"))
            log_p = F.log_softmax(logits, -1)
            log_probabilities.append(log_p[tokens[index]])
            entropies.append(-(log_p[allowed].exp() * log_p[allowed]).sum())
            scalars.append(model.score(hidden[index - 1])[0])
    reads = torch.stack([torch.stack(x) for x in (log_probabilities, entropies, scalars)])
    coefficients = torch.randn(reads.shape, generator=generator)
    loss = (coefficients.to(reads.dtype) * reads).sum()
    names = ["log_probabilities", "entropies", "scalars"]
    tensors = {f"masked.{name}": row for name, row in zip(names, reads.detach(), strict=True)}
    tensors |= {
        f"masked.coefficients.{name}": row for name, row in zip(names, coefficients, strict=True)
    }
    return {"legal": legal, "loss": loss.item()}, tensors, gradients(model, loss)


def adamw_trajectory(model: GPT2LMHeadModel, sequences: list[list[int]]) -> tuple[dict, Tensors]:
    """Losses before each step and after the last, norms before clipping, parameters at the end."""
    matrices = [p for p in model.parameters() if p.dim() == 2]
    vectors = [p for p in model.parameters() if p.dim() != 2]
    optimizer = torch.optim.AdamW(
        [
            {"params": matrices, "weight_decay": ADAMW["weight_decay"]},
            {"params": vectors, "weight_decay": 0.0},
        ],
        lr=ADAMW["learning_rate"],
        betas=(ADAMW["beta1"], ADAMW["beta2"]),
        eps=ADAMW["epsilon"],
    )
    losses, norms = [], []
    for _ in range(ADAMW["steps"]):
        optimizer.zero_grad(set_to_none=True)
        loss = cross_entropy(model, sequences)
        loss.backward()
        losses.append(loss.item())
        norm = torch.nn.utils.clip_grad_norm_(model.parameters(), ADAMW["clip"])
        norms.append(norm.item())
        optimizer.step()
    losses.append(cross_entropy(model, sequences).item())
    final = {f"adamw.{name}": p.detach().clone() for name, p in model.named_parameters()}
    return {**ADAMW, "losses": losses, "gradient_norms": norms}, final


def main(folder: Path) -> None:
    generator = torch.Generator().manual_seed(SEED)
    language = GPT2LMHeadModel(configuration()).eval()
    randomize(language, generator)
    reward = GPT2ForSequenceClassification(configuration(num_labels=1)).eval()
    reward.transformer.load_state_dict(language.transformer.state_dict())
    with torch.no_grad():
        reward.score.weight.copy_(0.2 * torch.randn(reward.score.weight.shape, generator=generator))
    sequences = [torch.randint(0, 23, (n,), generator=generator).tolist() for n in LENGTHS]

    save(language, folder / "language")
    save(reward, folder / "reward")
    # From here on in double precision, from the very float32 weights that were saved.
    language, reward = language.double(), reward.double()

    tensors: Tensors = {}
    for index, sequence in enumerate(sequences):
        tensors[f"logits.{index}"] = logits_of(language, sequence).detach()
        tensors[f"scalars.{index}"] = scalars_of(reward, sequence).detach()

    loss = cross_entropy(language, sequences)
    grads = gradients(language, loss)
    tensors |= {f"cross_entropy.gradient.{name}": g for name, g in grads.items()}

    preference = pairwise(reward, sequences)
    grads = gradients(reward, preference)
    tensors |= {f"pairwise.gradient.{name}": g for name, g in grads.items()}

    masked, masked_tensors, grads = masked_example(reward, sequences, generator)
    tensors |= masked_tensors
    tensors |= {f"masked.gradient.{name}": g for name, g in grads.items()}

    adamw, final = adamw_trajectory(language, sequences)
    tensors |= final

    arrays = {name: tensor.float().contiguous() for name, tensor in tensors.items()}
    save_file(arrays, folder / "expected.safetensors")
    expected = {
        "torch": torch.__version__,
        "transformers": transformers.__version__,
        "sequences": sequences,
        "cross_entropy": loss.item(),
        "pairwise": preference.item(),
        "rewards": [tensors[f"scalars.{i}"][-1].item() for i in range(len(sequences))],
        "masked": masked,
        "adamw": adamw,
    }
    (folder / "expected.json").write_text(compact(json.dumps(expected, indent=1)) + "\n")
    for file in folder.rglob("*.safetensors"):
        file.chmod(0o644)


def compact(text: str) -> str:
    """Puts lists of numbers on one line each."""
    return re.sub(r"\[[\d\s,.e+-]*\]", lambda m: re.sub(r"\s+", " ", m[0]), text)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
