"""What programs that use trl or transformers share: a model's shape, a trainer's settings, words.

A word stands for each id, as trl's trainers insist on text.
"""


def gpt2_configuration(size: dict, vocabulary: int, **more):
    """GPT-2 of a size of decoder.py, without dropout."""
    from transformers import GPT2Config

    return GPT2Config(
        vocab_size=vocabulary,
        n_positions=size["context"],
        n_embd=size["width"],
        n_layer=size["layers"],
        n_head=size["heads"],
        resid_pdrop=0.0,
        embd_pdrop=0.0,
        attn_pdrop=0.0,
        bos_token_id=1,
        eos_token_id=2,
        pad_token_id=0,
        **more,
    )


def trainer_settings(folder: str, learning_rate: float) -> dict:
    """What all of trl's trainers are told: learn, and keep and print nothing."""
    return dict(
        output_dir=folder,
        use_cpu=True,
        bf16=False,
        report_to="none",
        save_strategy="no",
        logging_strategy="no",
        disable_tqdm=True,
        learning_rate=learning_rate,
        lr_scheduler_type="constant",
        gradient_checkpointing=False,
        dataloader_pin_memory=False,
        optim="adamw_torch_fused",
        num_train_epochs=1,
    )


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
