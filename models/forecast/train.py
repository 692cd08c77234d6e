"""Trains one model and keeps its parameters in .work/<name>.npz: python -m forecast.train tao-forecast"""

import sys
import time
from functools import partial

import jax
import numpy as np

from trainer.optimizer import initial_state, updated
from trainer.settings import WORK
from trainer.train import pace, save

from .model import crps, examples, initial_parameters, quantiles
from .settings import FUTURE, PAST, SHAPES, Shape

RATE = 0.1  # of the text trainer's: this model is small and its target noisy


def rows_of(name: str) -> np.ndarray:
    return np.fromfile(WORK / f"{name}.f32", np.float32).reshape(-1, PAST + FUTURE)


@partial(jax.jit, static_argnums=0)
def loss_of(shape: Shape, parameters, past, outcome):
    return crps(quantiles(parameters, shape, past), outcome)


@partial(jax.jit, static_argnums=0, donate_argnums=(1, 2))
def train_step(shape: Shape, parameters, state, past, outcome, step, rate):
    loss, gradients = jax.value_and_grad(lambda p: crps(quantiles(p, shape, past), outcome))(parameters)
    return *updated(parameters, state, gradients, step, rate), loss


def train(shape: Shape) -> None:
    past, outcome = examples(rows_of("forecast-train"), shape)
    held_out = examples(rows_of("forecast-held-out"), shape)
    parameters = initial_parameters(shape)
    state = initial_state(parameters)
    random, started = np.random.default_rng(shape.seed), time.monotonic()
    for step in range(1, shape.steps + 1):
        chosen = random.integers(0, len(past), shape.rows)
        signs = random.choice([-1.0, 1.0], (shape.rows, 1)).astype(np.float32)  # up and down are alike
        batch = (past[chosen] * signs, outcome[chosen] * signs)
        parameters, state, _ = train_step(shape, parameters, state, *batch, float(step), RATE * pace(step, shape.steps))
        if step % 250 == 0 or step == shape.steps:
            loss = float(loss_of(shape, parameters, *held_out))
            print(f"{shape.name} step {step} held-out {loss:.4f} after {time.monotonic() - started:.0f} s", flush=True)
    save(shape.name, parameters)


if __name__ == "__main__":
    jax.config.update("jax_platforms", "cpu")
    train(SHAPES[sys.argv[1]])
