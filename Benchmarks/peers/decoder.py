"""A GPT-2 decoder in plain PyTorch, written for speed on a CPU: the peer a good user would write.

Fused query-key-value products, `scaled_dot_product_attention`, a key-value cache that is allocated
once, and sampling by an exponential race, which is quicker than `torch.multinomial`.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

SMALL = {"vocabulary": 128, "context": 32, "width": 64, "layers": 2, "heads": 4}
DEEP = {"vocabulary": 512, "context": 64, "width": 128, "layers": 4, "heads": 4}
VAST = SMALL | {"vocabulary": 50_257}


class Layer(nn.Module):
    """One pre-norm transformer layer."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.attention_norm, self.mlp_norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.query_key_value, self.merge = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.expand, self.contract = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def split(self, x: Tensor) -> Tensor:
        """Queries, keys and values: 3 × batch × heads × length × width of a head."""
        batch, length, width = x.shape
        joined = self.query_key_value(self.attention_norm(x))
        parts = joined.view(batch, length, 3, self.heads, width // self.heads)
        return parts.permute(2, 0, 3, 1, 4)

    def finish(self, x: Tensor, attended: Tensor) -> Tensor:
        """Adds to x what attention found, then what the MLP makes of it."""
        x = x + self.merge(attended.transpose(1, 2).reshape(x.shape))
        return x + self.contract(F.gelu(self.expand(self.mlp_norm(x)), approximate="tanh"))

    def forward(self, x: Tensor) -> Tensor:
        query, key, value = self.split(x)
        return self.finish(x, F.scaled_dot_product_attention(query, key, value, is_causal=True))

    def extend(self, x: Tensor, keys: Tensor, values: Tensor, start: int) -> Tensor:
        """The layer at positions `start`... of sequences whose past is in the cache."""
        query, key, value = self.split(x)
        end = start + x.shape[1]
        keys[:, :, start:end], values[:, :, start:end] = key, value
        attended = F.scaled_dot_product_attention(
            query, keys[:, :, :end], values[:, :, :end], is_causal=x.shape[1] > 1
        )
        return self.finish(x, attended)


class Decoder(nn.Module):
    """Tokens in, hidden states, logits (tied) and values out."""

    def __init__(self, vocabulary: int, context: int, width: int, layers: int, heads: int) -> None:
        super().__init__()
        self.width, self.heads = width, heads
        self.tokens, self.positions = nn.Embedding(vocabulary, width), nn.Embedding(context, width)
        self.layers = nn.ModuleList(Layer(width, heads) for _ in range(layers))
        self.norm = nn.LayerNorm(width)
        self.value = nn.Linear(width, 1)
        for parameter in self.parameters():
            if parameter.dim() == 2:
                nn.init.normal_(parameter, std=0.02)

    def hidden(self, tokens: Tensor) -> Tensor:
        x = self.tokens(tokens) + self.positions.weight[: tokens.shape[1]]
        for layer in self.layers:
            x = layer(x)
        return self.norm(x)

    def logits(self, hidden: Tensor) -> Tensor:
        return F.linear(hidden, self.tokens.weight)

    def cache(self, batch: int, length: int) -> list[tuple[Tensor, Tensor]]:
        """Room for the keys and values of `length` positions, a pair for each layer."""
        shape = (batch, self.heads, length, self.width // self.heads)
        return [(torch.zeros(shape), torch.zeros(shape)) for _ in self.layers]

    def extend(self, tokens: Tensor, cache: list[tuple[Tensor, Tensor]], start: int) -> Tensor:
        """Logits after the last of `tokens`, which stand at positions `start`..."""
        x = self.tokens(tokens) + self.positions.weight[start : start + tokens.shape[1]]
        for layer, (keys, values) in zip(self.layers, cache, strict=True):
            x = layer.extend(x, keys, values, start)
        return self.logits(self.norm(x[:, -1]))

    @torch.inference_mode()
    def sample(self, prompts: Tensor, count: int) -> Tensor:
        """The prompts with `count` sampled tokens after each."""
        batch, length = prompts.shape
        cache = self.cache(batch, length + count)
        result = torch.empty(batch, length + count, dtype=torch.long)
        result[:, :length] = prompts
        logits = self.extend(prompts, cache, 0)
        for position in range(length, length + count):
            result[:, position] = draw(logits)
            if position + 1 < length + count:
                logits = self.extend(result[:, position : position + 1], cache, position)
        return result


def draw(logits: Tensor) -> Tensor:
    """One token of each row, by the softmax of its logits."""
    probabilities = F.softmax(logits, -1)
    return (probabilities / torch.empty_like(probabilities).exponential_()).argmax(-1)
