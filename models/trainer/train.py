"""
Trains one model and keeps its parameters in .work/<name>.npz: python -m trainer.train tao-text

With `--more STEPS` it learns on from the weights that the model's folder holds, at half the rate.
"""

import argparse
import time
from dataclasses import replace
from functools import partial

import jax
import numpy as np

from .data import batches
from .export import exported_parameters
from .model import answer_loss, initial_parameters
from .optimizer import initial_state, updated
from .settings import SHAPES, WORK, Shape


MORE_RATE = 1 / 2  # of the usual rates, for weights that have already learnt


def pace(step: int, steps: int) -> float:
    """Warms up over 60 steps and cools down linearly over the last half."""
    return min(1.0, step / 60, (steps - step + 1) / (0.5 * steps))


@partial(jax.jit, static_argnums=0, donate_argnums=(1, 2))
def train_step(shape: Shape, parameters, state, batch, step, rate):
    loss, gradients = jax.value_and_grad(answer_loss)(parameters, shape, *batch)
    return *updated(parameters, state, gradients, step, rate), loss


def save(name: str, parameters) -> None:
    flat = {jax.tree_util.keystr(path, simple=True, separator="."): np.asarray(leaf)
            for path, leaf in jax.tree_util.tree_leaves_with_path(parameters)}
    np.savez(WORK / f"{name}.npz", **flat)


def train(shape: Shape, parameters, rate: float) -> None:
    state = initial_state(parameters)
    started, losses = time.monotonic(), []
    for step, batch in enumerate(batches(shape.rows, shape.steps, shape.seed), 1):
        arrays = (batch.tokens, batch.segments, batch.positions, batch.targets)
        parameters, state, loss = train_step(shape, parameters, state, arrays, float(step), rate * pace(step, shape.steps))
        losses.append(float(loss))
        if step % 50 == 0:
            print(f"{shape.name} step {step} loss {np.mean(losses[-50:]):.4f} after {time.monotonic() - started:.0f} s", flush=True)
        if step % 300 == 0:
            save(shape.name, parameters)
    save(shape.name, parameters)


if __name__ == "__main__":
    jax.config.update("jax_platforms", "cpu")
    arguments = argparse.ArgumentParser()
    arguments.add_argument("name", choices=SHAPES)
    arguments.add_argument("--more", type=int, metavar="STEPS")
    given = arguments.parse_args()
    shape = SHAPES[given.name]
    if given.more is None:
        train(shape, initial_parameters(shape), 1.0)
    else:
        train(replace(shape, steps=given.more), exported_parameters(shape), MORE_RATE)
