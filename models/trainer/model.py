"""The model in jax: a Llama with rotary positions, gated hidden layers and tied embeddings."""

import jax
import jax.numpy as jnp
import numpy as np

from .head_start import initial_weights
from .settings import NORM_EPSILON, ROPE_THETA, Shape

Parameters = dict


def initial_parameters(shape: Shape) -> Parameters:
    return jax.tree.map(lambda weight: jnp.asarray(weight, jnp.float32), initial_weights(shape))


def normalised(x: jnp.ndarray, gain: jnp.ndarray) -> jnp.ndarray:
    return x * jax.lax.rsqrt(jnp.mean(x * x, axis=-1, keepdims=True) + NORM_EPSILON) * gain


def rotation(length: int, head_width: int) -> tuple[jnp.ndarray, jnp.ndarray]:
    """Cosines and sines, each [length, head_width]: the second half of a head repeats the first one's angles."""
    frequencies = ROPE_THETA ** -(np.arange(0, head_width, 2) / head_width)
    angles = np.outer(np.arange(length), np.concatenate([frequencies, frequencies]))
    return jnp.asarray(np.cos(angles), jnp.float32), jnp.asarray(np.sin(angles), jnp.float32)


def rotated(x: jnp.ndarray, cosines: jnp.ndarray, sines: jnp.ndarray) -> jnp.ndarray:
    first, second = jnp.split(x, 2, axis=-1)
    return x * cosines + jnp.concatenate([-second, first], axis=-1) * sines


def hidden_states(parameters: Parameters, shape: Shape, tokens: jnp.ndarray, segments: jnp.ndarray) -> jnp.ndarray:
    """[rows, length] tokens to [rows, length, width]; a token sees its own segment up to itself."""
    rows, length = tokens.shape
    cosines, sines = rotation(length, shape.head_width)
    same = segments[:, None, :, None] == segments[:, None, None, :]
    visible = same & jnp.tril(jnp.ones((length, length), bool))

    def heads(x: jnp.ndarray) -> jnp.ndarray:
        return x.reshape(rows, length, shape.heads, shape.head_width).transpose(0, 2, 1, 3)

    x = parameters["embedding"][tokens]
    for layer in parameters["layers"]:
        y = normalised(x, layer["attention_norm"])
        query = rotated(heads(y @ layer["query"]), cosines, sines)
        key = rotated(heads(y @ layer["key"]), cosines, sines)
        scores = query @ key.transpose(0, 1, 3, 2) / np.sqrt(shape.head_width)
        mixed = jax.nn.softmax(jnp.where(visible, scores, -1e9)) @ heads(y @ layer["value"])
        x = x + mixed.transpose(0, 2, 1, 3).reshape(rows, length, shape.width) @ layer["output"]
        y = normalised(x, layer["hidden_norm"])
        x = x + (jax.nn.silu(y @ layer["gate"]) * (y @ layer["up"])) @ layer["down"]
    return normalised(x, parameters["norm"])


def answer_loss(parameters: Parameters, shape: Shape, tokens, segments, positions, targets) -> jnp.ndarray:
    """Mean cross-entropy, in nats, of the answers' tokens; targets of 0 (padding) do not count."""
    states = hidden_states(parameters, shape, tokens, segments).reshape(-1, shape.width)[positions]
    log_probabilities = jax.nn.log_softmax(states @ parameters["embedding"].T)
    counted = (targets != 0).astype(jnp.float32)
    chosen = jnp.take_along_axis(log_probabilities, targets[:, None], axis=1)[:, 0]
    return -(chosen * counted).sum() / counted.sum()
