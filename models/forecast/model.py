"""The model in jax: moving averages of squares, weighted sums, echoes; two hidden layers; quantiles that cannot cross."""

import jax
import jax.numpy as jnp
import numpy as np
from scipy.special import ndtri

from .settings import CLIP, ECHO_HALF_LIVES, ECHO_LENGTH, HORIZONS, LEVELS, RECENT, Shape, decay, level_weights

MIDDLE = len(LEVELS) // 2


def initial_parameters(shape: Shape) -> dict:
    random = np.random.default_rng(shape.seed)
    half_lives = np.geomspace(2, shape.history / 2, shape.volatilities)
    ages = np.arange(shape.history)[::-1]
    features = shape.volatilities + shape.trends + shape.echoes * len(ECHO_HALF_LIVES)
    gaps = np.diff(ndtri(np.array(LEVELS)))
    start = np.tile(np.concatenate([[0.0], np.log(np.expm1(gaps))]), len(HORIZONS))
    parameters = {
        "volatility": -np.log(2) * ages[:, None] / half_lives[None],  # logits: a softmax makes them averages
        "input": random.normal(size=(features, shape.width)) / np.sqrt(features),
        "input_bias": np.zeros(shape.width),
        "layers": [{"hidden": random.normal(size=(shape.width, shape.width)) / np.sqrt(shape.width)}],
        "hidden_bias": np.zeros(shape.width),
        "output": random.normal(size=(shape.width, start.size)) * 0.01,
        "output_bias": start,
    }
    if shape.trends:
        lengths = np.geomspace(1, shape.history / 3, shape.trends)
        parameters["trend"] = np.stack([decay(shape.history, length) * np.sqrt(length) for length in lengths], axis=1)
    if shape.echoes:
        lengths = np.geomspace(1, ECHO_LENGTH / 2, shape.echoes)
        parameters["echo"] = np.stack([decay(ECHO_LENGTH, length) * np.sqrt(length) for length in lengths], axis=1)
    return jax.tree.map(lambda value: jnp.asarray(value, jnp.float32), parameters)


def echo_weights(shape: Shape) -> np.ndarray:
    return np.stack([decay(shape.history - ECHO_LENGTH, h) for h in ECHO_HALF_LIVES], axis=1).astype(np.float32)


def quantiles(parameters: dict, shape: Shape, past: jnp.ndarray) -> jnp.ndarray:
    """[rows, history] steps in units of the recent deviation to [rows, horizons, levels] in units of the random walk's deviation."""
    steps = jnp.clip(past, -CLIP, CLIP)
    features = [jnp.log((steps * steps) @ jax.nn.softmax(parameters["volatility"], axis=0) + 1e-2)]
    if shape.trends:
        features.append(steps @ parameters["trend"])
    if shape.echoes:
        filtered = jax.lax.conv_general_dilated(steps[:, None], parameters["echo"].T[:, None], (1,), "VALID")
        products = filtered[:, :, :-1] * steps[:, None, ECHO_LENGTH:]
        features.append((products @ echo_weights(shape)).reshape(len(past), -1))
    x = jax.nn.silu(jnp.concatenate(features, axis=1) @ parameters["input"] + parameters["input_bias"])
    x = x + jax.nn.silu(x @ parameters["layers"][0]["hidden"] + parameters["hidden_bias"])
    raw = (x @ parameters["output"] + parameters["output_bias"]).reshape(len(past), len(HORIZONS), len(LEVELS))
    return raw[..., :1] + jax.nn.softplus(raw[..., 1:]) @ spreading()


def spreading() -> np.ndarray:
    """[levels − 1, levels]: gaps add up from the middle level to both sides."""
    matrix = np.zeros((len(LEVELS) - 1, len(LEVELS)), np.float32)
    for level in range(len(LEVELS)):
        matrix[MIDDLE:level, level] = 1
        matrix[level:MIDDLE, level] = -1
    return matrix


def examples(rows: np.ndarray, shape: Shape) -> tuple[np.ndarray, np.ndarray]:
    """Rows of steps to (past, outcome at each horizon), in the units above."""
    past, future = rows[:, : -64], rows[:, -64:]
    unit = np.sqrt((past[:, -RECENT:].astype(np.float64) ** 2).mean(axis=1, keepdims=True)) + 1e-12
    sums = np.cumsum(future.astype(np.float64), axis=1)[:, np.array(HORIZONS) - 1]
    outcome = sums / unit / np.sqrt(np.array(HORIZONS))
    return (past[:, -shape.history :] / unit).astype(np.float32), outcome.astype(np.float32)


def crps(forecast: jnp.ndarray, outcome: jnp.ndarray) -> jnp.ndarray:
    """Mean CRPS by quantiles, times √π: 1 is what a random walk expects of itself."""
    off = outcome[..., None] - forecast
    levels = jnp.asarray(LEVELS, jnp.float32)
    loss = jnp.maximum(levels * off, (levels - 1) * off)
    return 2 * np.sqrt(np.pi) * (loss * jnp.asarray(level_weights(), jnp.float32)).sum(axis=-1).mean()
