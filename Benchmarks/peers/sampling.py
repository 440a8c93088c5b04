"""Sampling responses of 24 tokens to prompts of 8, at temperature 1, with a key-value cache.

Width 64, 2 layers, 4 heads; 512 responses in a vocabulary of 128, or 256 in one of 50,257
(`--vast`).
Peers: a hand-written cache in plain PyTorch, the same with its step compiled, and transformers'
`generate`. Each peer may choose how many responses it writes at a time, all or a quarter: both are
tried, and the quicker one is timed.
"""

import sys
from collections.abc import Callable
from shutil import which

import torch
from torch import Tensor

from decoder import SMALL, VAST, Decoder, draw
from timing import arguments, measure, report

PROMPT, NEW = 8, 24
Shape = dict[str, int]
Sampler = Callable[[Tensor], Tensor]


def transformers_sampler(shape: Shape) -> Sampler:
    from transformers import GPT2Config, GPT2LMHeadModel

    model = GPT2LMHeadModel(
        GPT2Config(
            vocab_size=shape["vocabulary"],
            n_positions=SMALL["context"],
            n_embd=shape["width"],
            n_layer=shape["layers"],
            n_head=shape["heads"],
            bos_token_id=0,
            eos_token_id=None,
            pad_token_id=0,
        )
    ).eval()

    @torch.inference_mode()
    def sample(prompts: Tensor) -> Tensor:
        return model.generate(
            prompts,
            attention_mask=torch.ones_like(prompts),
            do_sample=True,
            temperature=1.0,
            top_k=0,
            top_p=1.0,
            max_new_tokens=NEW,
            min_new_tokens=NEW,
            use_cache=True,
            eos_token_id=None,
            pad_token_id=0,
        )

    return sample


def compiled_sampler(batch: int, shape: Shape) -> Sampler:
    """The prompt in one eager pass, then one compiled graph that serves every later position.

    The graph always looks at the whole cache and adds −∞ where nothing is written yet, so its
    shapes never change.
    """
    model = Decoder(**shape).eval()
    length = PROMPT + NEW
    cache = model.cache(batch, length)
    scale = (shape["width"] // shape["heads"]) ** -0.5

    def step(tokens: Tensor, position: Tensor, mask: Tensor) -> Tensor:
        x = model.tokens(tokens)[:, None] + model.positions(position)
        for layer, (keys, values) in zip(model.layers, cache, strict=True):
            query, key, value = layer.split(x)
            keys.index_copy_(2, position, key)
            values.index_copy_(2, position, value)
            # One query a row: sums of products that fuse, rather than many tiny matrix products.
            weights = torch.softmax((query * keys).sum(-1) * scale + mask, -1)
            x = layer.finish(x, (weights[..., None] * values).sum(2, keepdim=True))
        return draw(model.logits(model.norm(x[:, 0])))

    compiled = torch.compile(step, dynamic=False)
    positions = [torch.tensor([p]) for p in range(length)]
    masks = [
        torch.zeros(length).masked_fill(torch.arange(length) > p, -torch.inf) for p in range(length)
    ]

    @torch.no_grad()
    def sample(prompts: Tensor) -> Tensor:
        result = torch.empty(batch, length, dtype=torch.long)
        result[:, :PROMPT] = prompts
        result[:, PROMPT] = draw(model.extend(prompts, cache, 0))
        for p in range(PROMPT, length - 1):
            result[:, p + 1] = compiled(result[:, p].contiguous(), positions[p], masks[p])
        return result

    return sample


def sampler(peer: str, batch: int, shape: Shape) -> Sampler:
    if peer == "transformers":
        return transformers_sampler(shape)
    if peer == "pytorch-compiled":
        return compiled_sampler(batch, shape)
    model = Decoder(**shape).eval()
    return lambda prompts: model.sample(prompts, NEW)


def main() -> None:
    parser = arguments(__doc__, ["pytorch-cache", "pytorch-compiled", "transformers"], repeats=5)
    parser.add_argument("--vast", action="store_true", help="a vocabulary of 50,257")
    options = parser.parse_args()
    shape, responses = (VAST, 256) if options.vast else (SMALL, 512)
    if options.peer == "pytorch-compiled" and not which("g++"):
        sys.exit("torch.compile needs a C++ compiler: install g++ to time it")
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    prompts = torch.randint(1, shape["vocabulary"], (responses, PROMPT))

    def job(batch: int) -> Callable[[], None]:
        sample = sampler(options.peer, batch, shape)

        def work() -> None:
            for chunk in prompts.split(batch):
                assert sample(chunk).shape == (batch, PROMPT + NEW)

        return work

    jobs = {batch: job(batch) for batch in (responses, responses // 4)}
    trial = {batch: min(measure(work, 3)) for batch, work in jobs.items()}
    batch = min(trial, key=trial.__getitem__)
    seconds = measure(jobs[batch], options.repeats, warmups=0)
    report(
        "sampling_vast" if options.vast else "sampling",
        options.peer,
        "tokens",
        responses * NEW,
        seconds,
        ["torch", "transformers"],
        threads=options.threads,
        batch=batch,
        prompt=PROMPT,
        new=NEW,
        **shape,
    )


if __name__ == "__main__":
    main()
