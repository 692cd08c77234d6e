"""Trains the tokenizer: byte-fallback BPE in which words carry their leading space and digits stand alone."""

import json
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

from .settings import CONTEXT_LENGTH, FAMILY, VOCABULARY_SIZE, WORK

TRAINED = WORK / "tokenizer.json"

SPECIAL = ["<|pad|>", "<|end|>", "<|system|>", "<|user|>", "<|assistant|>"]
LANGUAGES = {"text": [], "translation": [">>en<<", ">>de<<", ">>fr<<", ">>es<<"]}[FAMILY]
PAD, END, ASSISTANT = 0, 1, 4
BYTES = [f"<0x{value:02X}>" for value in range(256)]
PRINTABLE = [chr(code) for code in range(33, 127)] + ["\n", "\u2581"]

CHAT_TEMPLATE = (
    "{% for message in messages %}"
    "{{ '<|' + message['role'] + '|>' + (message['content'] | trim) + '<|end|>' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}"
)

TOKENIZER_CONFIG = {
    "tokenizer_class": "PreTrainedTokenizerFast",
    "model_max_length": CONTEXT_LENGTH,
    "pad_token": "<|pad|>",
    "eos_token": "<|end|>",
    "padding_side": "left",
    "clean_up_tokenization_spaces": False,
    "chat_template": CHAT_TEMPLATE,
}


def render(messages: list[dict]) -> str:
    """What the chat template makes of a conversation."""
    return "".join(f"<|{message['role']}|>{message['content'].strip()}<|end|>" for message in messages)


def render_line(line: dict) -> str:
    """A line of the corpus: a conversation, or a text that stands for itself."""
    return line["text"] + "<|end|>" if "text" in line else render(line["messages"])


def corpus_texts(limit: int) -> Iterator[str]:
    with open(WORK / "training.jsonl", encoding="utf-8") as lines:
        for _, line in zip(range(limit), lines, strict=False):
            example = json.loads(line)
            yield from [example["text"]] if "text" in example else (m["content"] for m in example["messages"])


def train_tokenizer() -> dict:
    tokenizer = Tokenizer(models.BPE(byte_fallback=True))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Metaspace(prepend_scheme="always"),
            pre_tokenizers.Punctuation("isolated"),
            pre_tokenizers.Digits(individual_digits=True),
        ]
    )
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY_SIZE,
        special_tokens=SPECIAL + LANGUAGES + BYTES,
        initial_alphabet=PRINTABLE,
        show_progress=False,
    )
    tokenizer.train_from_iterator(corpus_texts(100_000), trainer)
    state = json.loads(tokenizer.to_str())
    # The byte tokens belong to the vocabulary, but "<0x41>" in a user's text must not become one.
    state["added_tokens"] = [token for token in state["added_tokens"] if token["content"] in SPECIAL + LANGUAGES]
    for token in state["added_tokens"]:
        # A language is asked for within a message, from which servers strike what is special.
        token["special"] = token["content"] in SPECIAL
    return state


def save_tokenizer(state: dict) -> None:
    TRAINED.write_text(json.dumps(state, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load_tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(TRAINED))


def keep_tokenizer(folder: Path) -> None:
    """Takes over the tokenizer of a model that is to learn more."""
    TRAINED.write_bytes((folder / "tokenizer.json").read_bytes())
