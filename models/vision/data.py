"""The drawn images, and batches of them: turned, mirrored, with channels exchanged and colours inverted."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .settings import MOST_OBJECTS, SIZE, WORK


@dataclass
class Batch:
    images: np.ndarray  # [rows, SIZE, SIZE, 3] uint8
    labels: np.ndarray  # [rows, MOST_OBJECTS] int32, -1 where there is no object
    boxes: np.ndarray  # [rows, MOST_OBJECTS, 4]: left, top, right, bottom as fractions
    portraits: np.ndarray  # [rows] bool: one object, to be named


def load(name: str) -> Batch:
    lines = [json.loads(line) for line in (WORK / f"{name}.jsonl").read_text().splitlines()]
    images = np.fromfile(WORK / f"{name}.pixels", np.uint8, len(lines) * SIZE * SIZE * 3).reshape(-1, SIZE, SIZE, 3)
    lines = lines[: len(images)]
    labels = np.full((len(lines), MOST_OBJECTS), -1, np.int32)
    boxes = np.zeros((len(lines), MOST_OBJECTS, 4), np.float32)
    for row, line in enumerate(lines):
        for column, (label, *box) in enumerate(line["boxes"]):
            labels[row, column] = label
            boxes[row, column] = box
    return Batch(images, labels, boxes, np.array([line["kind"] == "classification" for line in lines]))


def turned(image: np.ndarray, boxes: np.ndarray, turn: int) -> tuple[np.ndarray, np.ndarray]:
    """One of the eight ways to lay down a square picture."""
    left, top, right, bottom = np.moveaxis(boxes, -1, 0)
    if turn & 1:
        image, left, right = image[:, ::-1], 1 - right, 1 - left
    if turn & 2:
        image, top, bottom = image[::-1], 1 - bottom, 1 - top
    if turn & 4:
        image, left, top, right, bottom = image.transpose(1, 0, 2), top, left, bottom, right
    return image, np.stack([left, top, right, bottom], axis=-1)


def batches(data: Batch, rows: int, steps: int, seed: int) -> Iterator[Batch]:
    rng = np.random.default_rng(seed)
    order = np.zeros(0, np.int64)
    for _ in range(steps):
        if len(order) < rows:
            order = np.concatenate([order, rng.permutation(len(data.images))])
        chosen, order = order[:rows], order[rows:]
        images, boxes = data.images[chosen].copy(), data.boxes[chosen].copy()
        for row in range(rows):
            image, boxes[row] = turned(images[row], boxes[row], int(rng.integers(8)))
            image = image[:, :, rng.permutation(3)]
            images[row] = 255 - image if rng.random() < 0.5 else image
        yield Batch(images, data.labels[chosen], boxes, data.portraits[chosen])
