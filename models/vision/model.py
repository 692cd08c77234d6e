"""The model in jax: a trunk of convolutions, a head that names the whole image, one that looks for objects in 12 × 12 cells."""

import jax
import jax.numpy as jnp
import numpy as np

from .settings import DEVIATION, LABELS, MEAN, Shape

NORM_EPSILON, MOMENTUM = 1e-3, 0.97


def layers_of(shape: Shape) -> dict[str, tuple[int, int, int, int]]:
    """Name to (side of the kernel, stride, channels in, channels out), in order."""
    first, second = shape.stem
    layers = {
        "stem_0": (3, 2, 3, first),
        "stem_1": (3, 2, first, second),
        "down": (3, 2, second, shape.width),
    }
    for block in range(shape.blocks):
        layers |= {f"block_{block}_{half}": (3, 1, shape.width, shape.width) for half in (0, 1)}
    return layers | {"find": (3, 1, shape.width, shape.width), "top": (3, 2, shape.width, shape.top)}


def initial(shape: Shape) -> tuple[dict, dict]:
    """
    Parameters, and the running means and variances of every normalised channel. A kernel is a matrix: from the places and
    channels that it sees to the channels that it makes.
    """
    rng = np.random.default_rng(shape.seed)

    def matrix(rows: int, columns: int, scale: float = 2.0) -> jnp.ndarray:
        return jnp.asarray(rng.normal(size=(rows, columns)) * np.sqrt(scale / rows), jnp.float32)

    layers = {name: matrix(k * k * inner, outer) for name, (k, _, inner, outer) in layers_of(shape).items()}
    sizes = {name: outer for name, (_, _, _, outer) in layers_of(shape).items()}
    parameters = {
        "layers": layers,
        "gain": {name: jnp.ones(size) for name, size in sizes.items()},
        "bias": {name: jnp.zeros(size) for name, size in sizes.items()},
        "name": {"weight": matrix(shape.top, len(LABELS), 0.1), "bias": jnp.zeros(len(LABELS))},
        # Objects are rare: the detector begins by doubting every cell.
        "cell": {
            "weight": matrix(shape.width, 5 + len(LABELS), 0.1),
            "bias": jnp.asarray([-3.0, 0, 0, 0, 0, *[0.0] * len(LABELS)]),
        },
    }
    running = {name: (jnp.zeros(size), jnp.ones(size)) for name, size in sizes.items()}
    return parameters, running


def nested(shape: Shape, weights: dict[str, np.ndarray]) -> tuple[dict, dict]:
    """The trees of `initial` from the flat names of a file."""
    parameters, running = initial(shape)
    fill = lambda path, _: jnp.asarray(weights[jax.tree_util.keystr(path, simple=True, separator=".")])  # noqa: E731
    running = {name: (jnp.asarray(weights[f"running.{name}.mean"]), jnp.asarray(weights[f"running.{name}.variance"])) for name in running}
    return jax.tree_util.tree_map_with_path(fill, parameters), running


def convolved(x: jnp.ndarray, weight: jnp.ndarray, side: int, stride: int) -> jnp.ndarray:
    kernel = weight.reshape(side, side, x.shape[-1], -1)
    around = ((1, 1), (1, 1))
    return jax.lax.conv_general_dilated(x, kernel, (stride, stride), around, dimension_numbers=("NHWC", "HWIO", "NHWC"))


def outputs(parameters: dict, running: dict, shape: Shape, images: jnp.ndarray, training: bool):
    """Images [rows, size, size, 3] of bytes to logits of labels [rows, labels], cells [rows, cells, 5 + labels], new means."""
    seen = {}

    def layer(name: str, x: jnp.ndarray, around: jnp.ndarray | None = None) -> jnp.ndarray:
        side, stride, _, _ = layers_of(shape)[name]
        y = convolved(x, parameters["layers"][name], side, stride)
        mean, variance = running[name]
        if training:
            own = jnp.mean(y, axis=(0, 1, 2)), jnp.var(y, axis=(0, 1, 2))
            seen[name] = tuple(MOMENTUM * old + (1 - MOMENTUM) * new for old, new in zip(running[name], own, strict=True))
            mean, variance = own
        y = (y - mean) * jax.lax.rsqrt(variance + NORM_EPSILON) * parameters["gain"][name] + parameters["bias"][name]
        return jax.nn.relu(y if around is None else y + around)

    x = (images.astype(jnp.float32) - MEAN) / DEVIATION
    x = layer("down", layer("stem_1", layer("stem_0", x)))
    for block in range(shape.blocks):
        x = layer(f"block_{block}_1", layer(f"block_{block}_0", x), x)
    found = layer("find", x)
    cells = found @ parameters["cell"]["weight"] + parameters["cell"]["bias"]
    top = jnp.max(layer("top", x), axis=(1, 2))
    logits = top @ parameters["name"]["weight"] + parameters["name"]["bias"]
    return logits, cells.reshape(cells.shape[0], -1, cells.shape[-1]), seen
