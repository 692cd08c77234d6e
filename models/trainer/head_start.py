"""
The first parameters. Small transformers spend most of their youth discovering how to copy: one head that looks at the token
before, and one in the next layer that finds where the present token stood earlier (Olsson et al., "In-context Learning and
Induction Heads", 2022). Three heads begin near that, so that copying is there to be refined after a few hundred steps.
Training is free to change all of it.
"""

import numpy as np

from .settings import ROPE_THETA, VOCABULARY_SIZE, Shape

EMBEDDING_SCALE = 0.3
FINAL_GAIN = 0.15  # keeps the first logits small, since the output matrix is the embedding
MARK = 6 * EMBEDDING_SCALE  # first entry of every embedding, alike for all: what a head needs to look at a position
SHARPNESS = 20.0  # attention score, before the softmax, of the token before
MATCH_GAIN = 1.8
FAST_PAIRS = 4  # rotary pairs that tell near positions apart


def initial_weights(shape: Shape) -> dict:
    random = np.random.default_rng(shape.seed)
    embedding = random.normal(0, EMBEDDING_SCALE, (VOCABULARY_SIZE, shape.width))
    embedding[:, 0] = MARK
    layers = [plain_layer(shape, random) for _ in range(shape.layers)]
    # What a token is goes through one subspace, what stood before it through the other.
    itself, before = subspace(shape, random), subspace(shape, random)
    see_previous(layers[0], shape, itself, before)
    copy_successor(layers[1], shape, itself, before)
    copy_predecessor(layers[1], shape, itself, before)
    return {"embedding": embedding, "layers": layers, "norm": np.full(shape.width, FINAL_GAIN)}


def plain_layer(shape: Shape, random: np.random.Generator) -> dict:
    """Random, except that what a layer adds to the stream is nothing at first."""

    def matrix(inputs: int, outputs: int) -> np.ndarray:
        return random.normal(0, 1 / np.sqrt(inputs), (inputs, outputs))

    width, inner = shape.width, shape.inner
    return {
        "attention_norm": np.ones(width),
        "query": matrix(width, width),
        "key": matrix(width, width),
        "value": matrix(width, width),
        "output": np.zeros((width, width)),
        "hidden_norm": np.ones(width),
        "gate": matrix(width, inner),
        "up": matrix(width, inner),
        "down": np.zeros((inner, width)),
    }


def subspace(shape: Shape, random: np.random.Generator) -> np.ndarray:
    """[width, head_width], orthonormal columns, blind to the mark."""
    basis = np.linalg.qr(random.normal(size=(shape.width, shape.head_width)))[0]
    basis[0] = 0
    return basis


def see_previous(layer: dict, shape: Shape, itself: np.ndarray, before: np.ndarray) -> None:
    """Head 0: the query is the key turned back by one position, so that they meet at the token before."""
    half, head = shape.head_width // 2, slice(0, shape.head_width)
    angles = ROPE_THETA ** -(np.arange(FAST_PAIRS) / half)
    mark = np.sqrt(shape.width) * MARK / np.sqrt(MARK**2 + shape.width * EMBEDDING_SCALE**2)  # after the norm
    strength = np.sqrt(SHARPNESS * np.sqrt(shape.head_width) / FAST_PAIRS) / mark
    for part in ("query", "key"):
        layer[part][:, head] *= 0.1
        layer[part][0, head] = 0
    layer["key"][0, :FAST_PAIRS] = strength
    layer["query"][0, :FAST_PAIRS] = strength * np.cos(angles)
    layer["query"][0, half : half + FAST_PAIRS] = -strength * np.sin(angles)
    layer["value"][:, head] = itself
    layer["output"][head] = 2 * EMBEDDING_SCALE * before.T


def copy_successor(layer: dict, shape: Shape, itself: np.ndarray, before: np.ndarray) -> None:
    """Head 0: finds a token that the present one stood before, and says that token."""
    head = slice(0, shape.head_width)
    layer["query"][:, head] = MATCH_GAIN * itself
    layer["key"][:, head] = MATCH_GAIN * before
    layer["value"][:, head] = itself
    layer["output"][head] = 2 * EMBEDDING_SCALE * itself.T


def copy_predecessor(layer: dict, shape: Shape, itself: np.ndarray, before: np.ndarray) -> None:
    """Head 1: finds the present token where it stood earlier, and says what came before it there."""
    head = slice(shape.head_width, 2 * shape.head_width)
    layer["query"][:, head] = MATCH_GAIN * itself
    layer["key"][:, head] = MATCH_GAIN * itself
    layer["value"][:, head] = before
    layer["output"][head] = 2 * EMBEDDING_SCALE * itself.T
