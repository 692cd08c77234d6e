"""Where things are, what the models see and say, and their sizes."""

from dataclasses import dataclass
from pathlib import Path

MODELS = Path(__file__).resolve().parent.parent
WORK = MODELS / "vision" / ".work"

SIZE = 96  # pixels of an input's side
CELLS = 12  # cells of the detector along a side
MEAN, DEVIATION = 127.5, 64.0  # of a channel, before the first layer
# The order of `drawnLabels` in packages/commodities/src/vision/draw/labels.ts.
LABELS = ["ball", "ring", "box", "triangle", "star", "heart", "moon", "cross", "arrow", "fish", "flower", "bolt"]
MOST_OBJECTS = 6
BOX_UNIT = 0.1  # what a distance of e⁰ means, as a fraction of a side


@dataclass(frozen=True)
class Shape:
    """Channels of one model, and how long it learns."""

    name: str
    stem: tuple[int, int]  # at 48 and 24 cells a side
    width: int  # at 12 cells a side
    blocks: int  # pairs of convolutions there, each with a way around
    top: int  # at 6 cells a side, for the label of the whole
    steps: int
    rows: int  # per batch
    seed: int


VISION = Shape("tao-vision", stem=(16, 32), width=64, blocks=2, top=96, steps=5000, rows=64, seed=31)
SMALL = Shape("tao-vision-small", stem=(12, 24), width=32, blocks=1, top=48, steps=4000, rows=64, seed=32)
MINI = Shape("tao-vision-mini", stem=(8, 16), width=20, blocks=0, top=24, steps=3000, rows=64, seed=33)
SHAPES = {shape.name: shape for shape in (VISION, SMALL, MINI)}
