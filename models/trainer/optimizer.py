"""Muon for the matrices of the layers, Adam for the embedding and the gains (Jordan et al., 2024)."""

import jax
import jax.numpy as jnp

ADAM_RATE, MATRIX_RATE, MATRIX_DECAY = 4e-3, 0.007, 0.01
MOMENTUM, BETAS, EPSILON = 0.95, (0.9, 0.98), 1e-8


def orthogonalised(matrix: jnp.ndarray) -> jnp.ndarray:
    """Five Newton-Schulz steps towards the nearest matrix with all singular values one; odd ones out land within 0.7 to 1.2."""
    tall = matrix.shape[0] > matrix.shape[1]
    x = matrix.T if tall else matrix
    x = x / (jnp.linalg.norm(x) + 1e-7)
    for _ in range(5):
        square = x @ x.T
        x = 3.4445 * x + (-4.7750 * square + 2.0315 * square @ square) @ x
    return x.T if tall else x


def is_layer_matrix(path: tuple, leaf: jnp.ndarray) -> bool:
    return leaf.ndim == 2 and path[0].key == "layers"


def initial_state(parameters):
    return {name: jax.tree.map(jnp.zeros_like, parameters) for name in ("first", "second")}


def updated(parameters, state, gradients, step, pace):
    """One step. `pace` in [0, 1] scales every rate: the schedule's business."""

    def change(path, value, gradient, first, second):
        if is_layer_matrix(path, value):
            first = MOMENTUM * first + gradient
            direction = orthogonalised(gradient + MOMENTUM * first) * max(1, value.shape[1] / value.shape[0]) ** 0.5
            return value - pace * MATRIX_RATE * (direction + MATRIX_DECAY * value), first, second
        first = BETAS[0] * first + (1 - BETAS[0]) * gradient
        second = BETAS[1] * second + (1 - BETAS[1]) * gradient * gradient
        scaled = (first / (1 - BETAS[0] ** step)) / (jnp.sqrt(second / (1 - BETAS[1] ** step)) + EPSILON)
        return value - pace * ADAM_RATE * scaled, first, second

    changed = jax.tree_util.tree_map_with_path(change, parameters, gradients, state["first"], state["second"])
    part = lambda i: jax.tree.map(lambda leaf: leaf[i], changed, is_leaf=lambda leaf: isinstance(leaf, tuple))  # noqa: E731
    return part(0), {"first": part(1), "second": part(2)}
