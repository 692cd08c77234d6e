"""Sizes of the three forecast models, and what all of them forecast."""

from dataclasses import dataclass

import numpy as np

PAST, FUTURE = 192, 64  # steps in one row of the data
RECENT = 32  # steps of the recent volatility that everything is measured in
CLIP = 8.0
HORIZONS = (1, 2, 4, 8, 16, 32, 64)
LEVELS = (0.01, *(round(0.05 * i, 2) for i in range(1, 20)), 0.99)


@dataclass(frozen=True)
class Shape:
    name: str
    history: int  # steps it sees, RECENT at least since the unit needs them
    width: int
    volatilities: int  # moving averages of squares
    trends: int  # weighted sums of the past
    echoes: int  # filters whose output is compared with the next step: what repeats and what turns back
    steps: int
    seed: int
    rows: int = 256


FULL = Shape("tao-forecast", history=192, width=96, volatilities=12, trends=24, echoes=8, steps=8000, seed=21)
SMALL = Shape("tao-forecast-small", history=128, width=32, volatilities=6, trends=8, echoes=0, steps=3000, seed=22)
MINI = Shape("tao-forecast-mini", history=64, width=12, volatilities=2, trends=0, echoes=0, steps=3000, seed=23)
SHAPES = {shape.name: shape for shape in (FULL, SMALL, MINI)}

ECHO_LENGTH = 48
ECHO_HALF_LIVES = (12.0, 36.0, 120.0)


def level_weights() -> np.ndarray:
    """The part of (0, 1) nearest to each level: the weights of the CRPS by quantiles."""
    levels = np.array(LEVELS)
    edges = np.concatenate([[0], (levels[1:] + levels[:-1]) / 2, [1]])
    return np.diff(edges)


def decay(length: int, half_life: float) -> np.ndarray:
    """Weights of a moving average that sum to 1, the latest step last."""
    weights = 0.5 ** (np.arange(length)[::-1] / half_life)
    return weights / weights.sum()
