"""Packs conversations into rows of equal length and deals them out in batches."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np

from .settings import ROW_LENGTH, WORK
from .tokenizer import ASSISTANT, END, PAD, load_tokenizer, render_line

ANSWER_SHARE = 0.45  # of a batch's tokens, at most; rows are dealt so that this suffices


@dataclass(frozen=True)
class Batch:
    tokens: np.ndarray  # [rows, ROW_LENGTH] int32
    segments: np.ndarray  # [rows, ROW_LENGTH] int32: which conversation of the row a token belongs to, 0 for padding
    positions: np.ndarray  # [answers] int32: flat places whose next token is part of an answer
    targets: np.ndarray  # [answers] int32: those next tokens; PAD where there is none


def answer_places(tokens: np.ndarray) -> np.ndarray:
    """True where the next token was written by the assistant, its closing token included; in a bare text, everywhere."""
    inside, places = ASSISTANT not in tokens, np.zeros(len(tokens), dtype=bool)
    for index, token in enumerate(tokens):
        if token == ASSISTANT:
            inside = True
        elif token == END:
            inside = False
        places[index] = inside
    return places


def encoded_corpus(enough: int) -> list[np.ndarray]:
    """The corpus from its beginning, as far as it takes to have `enough` tokens."""
    tokenizer, found, count = load_tokenizer(), [], 0
    with open(WORK / "training.jsonl", encoding="utf-8") as lines:
        while count < enough and (block := list(islice(lines, 10_000))):
            for encoding in tokenizer.encode_batch_fast([render_line(json.loads(line)) for line in block]):
                if len(encoding.ids) <= ROW_LENGTH:
                    found.append(np.array(encoding.ids, dtype=np.int32))
                    count += len(encoding.ids)
    return found


def pack(conversations: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Fills rows in order of arrival, with a few rows open at a time; returns tokens and segments."""
    rows, open_rows = [], []
    for conversation in conversations:
        fitting = [row for row in open_rows if sum(map(len, row)) + len(conversation) <= ROW_LENGTH]
        row = max(fitting, key=lambda row: sum(map(len, row)), default=None)
        if row is None:
            row = []
            open_rows.append(row)
        row.append(conversation)
        if len(open_rows) > 12:
            rows.append(open_rows.pop(0))
    rows += open_rows
    tokens = np.full((len(rows), ROW_LENGTH), PAD, dtype=np.int32)
    segments = np.zeros((len(rows), ROW_LENGTH), dtype=np.int32)
    for r, row in enumerate(rows):
        start = 0
        for s, conversation in enumerate(row, 1):
            tokens[r, start : start + len(conversation)] = conversation
            segments[r, start : start + len(conversation)] = s
            start += len(conversation)
    return tokens, segments


def row_places(tokens: np.ndarray, segments: np.ndarray) -> np.ndarray:
    """The same for a row of several conversations."""
    places = np.zeros(len(tokens), dtype=bool)
    for segment in range(1, segments.max() + 1):
        places[segments == segment] = answer_places(tokens[segments == segment])
    return places


def batches(rows: int, steps: int, seed: int) -> Iterator[Batch]:
    """`steps` batches; the corpus is gone through again, in another order, when it ends."""
    tokens, segments = pack(encoded_corpus(enough=rows * steps * ROW_LENGTH))
    places = np.stack([row_places(row, segment) for row, segment in zip(tokens, segments, strict=True)])
    answers = int(rows * ROW_LENGTH * ANSWER_SHARE)
    random, order = np.random.default_rng(seed), np.empty(0, dtype=np.int64)
    for _ in range(steps):
        if len(order) < rows:
            order = random.permutation(len(tokens))
        chosen, order = order[:rows], order[rows:]
        flat = np.flatnonzero(places[chosen])[:answers]
        positions, targets = np.zeros(answers, np.int32), np.full(answers, PAD, np.int32)
        positions[: len(flat)] = flat
        targets[: len(flat)] = tokens[chosen].ravel()[flat + 1]
        yield Batch(tokens[chosen], segments[chosen], positions, targets)
