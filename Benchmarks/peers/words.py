"""A tokenizer with one word for each id: trl's trainers insist on text."""


def word_tokenizer(vocabulary: int):
    """`<pad>`, `<bos>`, `<eos>`, and a word for every other id."""
    from tokenizers import Tokenizer, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    ids = {word: i for i, word in enumerate(["<pad>", "<bos>", "<eos>"])}
    ids |= {word(i): i for i in range(len(ids), vocabulary)}
    tokenizer = Tokenizer(models.WordLevel(ids, unk_token="<pad>"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="<pad>",
        bos_token="<bos>",
        eos_token="<eos>",
        padding_side="left",
    )


def word(token: int) -> str:
    return f"w{token}"


def text(tokens) -> str:
    """The words of ids, with blanks between them."""
    return " ".join(word(int(token)) for token in tokens)
