"""Training steps of a small GPT-2: gradient of the cross-entropy and AdamW, in float32.

Vocabulary 128, context 32, width 64, 2 layers, 4 heads, batches of 64 × 32 tokens.
Peers: plain PyTorch (eager), the same compiled, and transformers' GPT2LMHeadModel.
"""

import sys
from collections.abc import Callable
from shutil import which

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from decoder import SMALL, Decoder
from timing import arguments, measure, report

BATCH, LENGTH, VOCABULARY = 64, SMALL["context"], SMALL["vocabulary"]


def transformers_model() -> nn.Module:
    from transformers import GPT2Config, GPT2LMHeadModel

    return GPT2LMHeadModel(
        GPT2Config(
            vocab_size=VOCABULARY,
            n_positions=LENGTH,
            n_embd=SMALL["width"],
            n_layer=SMALL["layers"],
            n_head=SMALL["heads"],
            resid_pdrop=0.0,
            embd_pdrop=0.0,
            attn_pdrop=0.0,
            bos_token_id=0,
            eos_token_id=0,
            use_cache=False,
        )
    ).train()


def model_and_logits(peer: str) -> tuple[nn.Module, Callable[[Tensor], Tensor]]:
    """The model, and the function from tokens to logits that is timed."""
    if peer == "transformers":
        model = transformers_model()
        return model, lambda tokens: model(tokens).logits
    model = Decoder(**SMALL)
    return model, lambda tokens: model.logits(model.hidden(tokens))


def main() -> None:
    parser = arguments(__doc__, ["pytorch-eager", "pytorch-compiled", "transformers"], repeats=5)
    parser.add_argument("--steps", type=int, default=40, help="steps in one repeat")
    options = parser.parse_args()
    if options.peer == "pytorch-compiled" and not which("g++"):
        sys.exit("torch.compile needs a C++ compiler: install g++ to time it")
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)

    model, logits = model_and_logits(options.peer)
    optimizer = torch.optim.AdamW(
        [p for n, p in model.named_parameters() if not n.startswith("value.")],
        lr=1e-3,
        betas=(0.9, 0.95),
        weight_decay=0.01,
        fused=True,
    )
    data = torch.randint(0, VOCABULARY, (64, BATCH, LENGTH + 1))
    inputs, targets = data[:, :, :-1].contiguous(), data[:, :, 1:].contiguous()

    def loss_of(tokens: Tensor, following: Tensor) -> Tensor:
        return F.cross_entropy(logits(tokens).view(-1, VOCABULARY), following.view(-1))

    if options.peer == "pytorch-compiled":
        loss_of = torch.compile(loss_of, dynamic=False)

    def steps() -> None:
        for index in range(options.steps):
            optimizer.zero_grad(set_to_none=True)
            loss_of(inputs[index % 64], targets[index % 64]).backward()
            optimizer.step()

    seconds = measure(steps, options.repeats)
    report(
        "train_step",
        options.peer,
        "tokens",
        options.steps * BATCH * LENGTH,
        seconds,
        ["torch", "transformers"],
        threads=options.threads,
        batch=BATCH,
        **SMALL,
    )


if __name__ == "__main__":
    main()
