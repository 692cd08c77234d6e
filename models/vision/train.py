"""
Trains one model and keeps its parameters in .work/<name>.npz: python -m vision.train tao-vision
With a number it goes on from there for so many steps more, at half the pace: python -m vision.train tao-vision 1000
"""

import sys
import time
from functools import partial

import jax
import numpy as np

from trainer.optimizer import initial_state, updated

from .data import batches, load
from .loss import losses
from .model import initial, nested, outputs
from .settings import SHAPES, WORK, Shape


def pace(step: int, steps: int) -> float:
    """Warms up over 100 steps and cools down linearly over the last two thirds."""
    return min(1.0, step / 100, (steps - step + 1) / (0.67 * steps))


def total_loss(parameters, running, shape: Shape, images, labels, boxes, portraits):
    logits, cells, seen = outputs(parameters, running, shape, images, training=True)
    parts = losses(logits, cells, labels, boxes, portraits)
    return sum(parts.values()), (seen, parts)


@partial(jax.jit, static_argnums=0, donate_argnums=(1, 2, 3))
def train_step(shape: Shape, parameters, state, running, batch, step, rate):
    (_, (seen, parts)), gradients = jax.value_and_grad(total_loss, has_aux=True)(parameters, running, shape, *batch)
    return *updated(parameters, state, gradients, step, rate), seen, parts


def save(name: str, parameters, running) -> None:
    tree = {**parameters, "running": {key: {"mean": mean, "variance": var} for key, (mean, var) in running.items()}}
    flat = {jax.tree_util.keystr(path, simple=True, separator="."): np.asarray(leaf)
            for path, leaf in jax.tree_util.tree_leaves_with_path(tree)}
    np.savez(WORK / f"{name}.npz", **flat)


def train(shape: Shape, more: int | None) -> None:
    parameters, running = initial(shape) if more is None else nested(shape, dict(np.load(WORK / f"{shape.name}.npz")))
    state = initial_state(parameters)
    data = load("training")
    steps, most, seed = (shape.steps, 1.0, shape.seed) if more is None else (more, 0.5, shape.seed + 1000)
    print(f"{shape.name}: {sum(leaf.size for leaf in jax.tree.leaves(parameters))} parameters, {len(data.images)} images", flush=True)
    started, cpu, recent = time.monotonic(), time.process_time(), []
    for step, batch in enumerate(batches(data, shape.rows, steps, seed), 1):
        arrays = (batch.images, batch.labels, batch.boxes, batch.portraits)
        parameters, state, running, parts = train_step(shape, parameters, state, running, arrays, float(step), most * pace(step, steps))
        recent.append(parts)
        if step % 100 == 0:
            means = {name: float(np.mean([part[name] for part in recent])) for name in parts}
            recent = []
            told = " ".join(f"{name} {value:.3f}" for name, value in means.items())
            print(f"step {step}: {told} after {time.monotonic() - started:.0f} s, {time.process_time() - cpu:.0f} s of CPU", flush=True)
        if step % 500 == 0:
            save(shape.name, parameters, running)
    save(shape.name, parameters, running)


if __name__ == "__main__":
    jax.config.update("jax_platforms", "cpu")
    train(SHAPES[sys.argv[1]], int(sys.argv[2]) if len(sys.argv) > 2 else None)
