"""Where things are, and the sizes of the models. FAMILY=translation in the environment is about those models, else about text."""

import os
from dataclasses import dataclass
from pathlib import Path

MODELS = Path(__file__).resolve().parent.parent
FAMILY = os.environ.get("FAMILY", "text")
WORK = {"text": MODELS / ".work", "translation": MODELS / "translation" / ".work"}[FAMILY]

VOCABULARY_SIZE = {"text": 1408, "translation": 2176}[FAMILY]
ROW_LENGTH = 160  # tokens in one row of a batch; a row holds several conversations
CONTEXT_LENGTH = 512  # what the exported model accepts
ROPE_THETA = 10_000.0
NORM_EPSILON = 1e-5


@dataclass(frozen=True)
class Shape:
    """Sizes of one model, and how long it learns."""

    name: str
    layers: int
    width: int
    heads: int
    inner: int  # width of the gated hidden layer
    steps: int
    rows: int  # per batch
    seed: int

    @property
    def head_width(self) -> int:
        return self.width // self.heads


TEXT = Shape("tao-text", layers=4, width=128, heads=4, inner=384, steps=9000, rows=8, seed=11)
SMALL = Shape("tao-text-small", layers=3, width=96, heads=3, inner=256, steps=3500, rows=8, seed=13)
MINI = Shape("tao-text-mini", layers=2, width=64, heads=2, inner=192, steps=1500, rows=8, seed=12)
TRANSLATE = Shape("tao-translate", layers=4, width=96, heads=3, inner=256, steps=2400, rows=8, seed=21)
TRANSLATE_SMALL = Shape("tao-translate-small", layers=3, width=64, heads=2, inner=192, steps=3400, rows=8, seed=23)
TRANSLATE_MINI = Shape("tao-translate-mini", layers=3, width=48, heads=2, inner=128, steps=3600, rows=8, seed=24)
SHAPES = {shape.name: shape for shape in (TEXT, SMALL, MINI, TRANSLATE, TRANSLATE_SMALL, TRANSLATE_MINI)}
