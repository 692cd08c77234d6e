"""Where things are, and the sizes of the two models."""

from dataclasses import dataclass
from pathlib import Path

MODELS = Path(__file__).resolve().parent.parent
WORK = MODELS / ".work"

VOCABULARY_SIZE = 1408
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
MINI = Shape("tao-text-mini", layers=2, width=64, heads=2, inner=192, steps=1500, rows=8, seed=12)
SHAPES = {shape.name: shape for shape in (TEXT, MINI)}
