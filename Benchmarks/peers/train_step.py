"""Training steps of a small GPT-2: gradient of the cross-entropy and AdamW, in float32.

small: vocabulary 128, context 32, width 64, 2 layers, 4 heads, batches of 64 × 32 tokens.
deep:  vocabulary 512, context 64, width 128, 4 layers, 4 heads, batches of 32 × 64 tokens.
vast:  as small, with a vocabulary of 50,257.
Peers: plain PyTorch (eager), the same compiled, and transformers' GPT2LMHeadModel.
"""

import sys
from collections.abc import Callable
from shutil import which

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from decoder import DEEP, SMALL, VAST, Decoder
from timing import arguments, measure, report

TOKENS = 2048
# workload, shape, steps in one repeat
SIZES = {
    "small": ("train_step", SMALL, 40),
    "deep": ("train_step_deep", DEEP, 10),
    "vast": ("train_step_vast", VAST, 3),
}


def transformers_model(shape: dict[str, int]) -> nn.Module:
    from transformers import GPT2Config, GPT2LMHeadModel

    return GPT2LMHeadModel(
        GPT2Config(
            vocab_size=shape["vocabulary"],
            n_positions=shape["context"],
            n_embd=shape["width"],
            n_layer=shape["layers"],
            n_head=shape["heads"],
            resid_pdrop=0.0,
            embd_pdrop=0.0,
            attn_pdrop=0.0,
            bos_token_id=0,
            eos_token_id=0,
            use_cache=False,
        )
    ).train()


def model_and_logits(
    peer: str, shape: dict[str, int]
) -> tuple[nn.Module, Callable[[Tensor], Tensor]]:
    """The model, and the function from tokens to logits that is timed."""
    if peer == "transformers":
        model = transformers_model(shape)
        return model, lambda tokens: model(tokens).logits
    model = Decoder(**shape)
    return model, lambda tokens: model.logits(model.hidden(tokens))


def main() -> None:
    parser = arguments(__doc__, ["pytorch-eager", "pytorch-compiled", "transformers"], repeats=5)
    parser.add_argument("--size", choices=SIZES, default="small")
    options = parser.parse_args()
    if options.peer == "pytorch-compiled" and not which("g++"):
        sys.exit("torch.compile needs a C++ compiler: install g++ to time it")
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)

    workload, shape, step_count = SIZES[options.size]
    length, vocabulary = shape["context"], shape["vocabulary"]
    model, logits = model_and_logits(options.peer, shape)
    optimizer = torch.optim.AdamW(
        [p for n, p in model.named_parameters() if not n.startswith("value.")],
        lr=1e-3,
        betas=(0.9, 0.95),
        weight_decay=0.01,
        fused=True,
    )
    data = torch.randint(0, vocabulary, (step_count, TOKENS // length, length + 1))
    inputs, targets = data[:, :, :-1].contiguous(), data[:, :, 1:].contiguous()

    def loss_of(tokens: Tensor, following: Tensor) -> Tensor:
        return F.cross_entropy(logits(tokens).view(-1, vocabulary), following.view(-1))

    if options.peer == "pytorch-compiled":
        loss_of = torch.compile(loss_of, dynamic=False)

    def steps() -> None:
        for index in range(step_count):
            optimizer.zero_grad(set_to_none=True)
            loss_of(inputs[index], targets[index]).backward()
            optimizer.step()

    seconds = measure(steps, options.repeats)
    report(
        workload,
        options.peer,
        "tokens",
        step_count * TOKENS,
        seconds,
        ["torch", "transformers"],
        threads=options.threads,
        batch=TOKENS // length,
        **shape,
    )


if __name__ == "__main__":
    main()
