"""What is wrong with the outputs: the label's surprise, each cell's doubt, and how far boxes are off."""

import jax
import jax.numpy as jnp
import numpy as np

from .settings import BOX_UNIT, CELLS

CORE = 0.5  # the part of a box, along each side, whose cells answer for it

_middles = (np.arange(CELLS) + 0.5) / CELLS
CENTRES = jnp.asarray(np.stack(np.meshgrid(_middles, _middles), axis=-1).reshape(-1, 2), jnp.float32)  # x, y


def boxes_of(cells: jnp.ndarray) -> jnp.ndarray:
    """[…, cells, 5 + labels] to left, top, right, bottom as fractions."""
    away = BOX_UNIT * jnp.exp(jnp.clip(cells[..., 1:5], -4, 3))
    return jnp.concatenate([CENTRES - away[..., :2], CENTRES + away[..., 2:]], axis=-1)


def area(box: jnp.ndarray) -> jnp.ndarray:
    return jnp.prod(jnp.maximum(box[..., 2:] - box[..., :2], 0), axis=-1)


def overlap(a: jnp.ndarray, b: jnp.ndarray) -> tuple[jnp.ndarray, jnp.ndarray]:
    """IoU, and the GIoU that also knows a way for boxes apart."""
    shared = area(jnp.concatenate([jnp.maximum(a[..., :2], b[..., :2]), jnp.minimum(a[..., 2:], b[..., 2:])], axis=-1))
    hull = area(jnp.concatenate([jnp.minimum(a[..., :2], b[..., :2]), jnp.maximum(a[..., 2:], b[..., 2:])], axis=-1))
    union = area(a) + area(b) - shared
    iou = shared / (union + 1e-9)
    return iou, iou - (hull - union) / (hull + 1e-9)


def assigned(labels: jnp.ndarray, boxes: jnp.ndarray) -> tuple[jnp.ndarray, jnp.ndarray]:
    """For each cell the object that it answers for, and whether there is one. Of several, the smallest."""
    middle, half = (boxes[..., :2] + boxes[..., 2:]) / 2, (boxes[..., 2:] - boxes[..., :2]) / 2
    away = jnp.abs(CENTRES[:, None] - middle[:, None])  # [rows, cells, objects, 2]
    inside = jnp.all(away <= jnp.maximum(CORE * half[:, None], 0.5 / CELLS), axis=-1) & (labels >= 0)[:, None]
    size = jnp.where(inside, area(boxes)[:, None], jnp.inf)
    return jnp.argmin(size, axis=-1), jnp.any(inside, axis=-1)


def losses(logits, cells, labels, boxes, portraits) -> dict[str, jnp.ndarray]:
    named = jax.nn.log_softmax(logits)
    first = jnp.take_along_axis(named, jnp.maximum(labels[:, :1], 0), axis=1)[:, 0]
    portrait = portraits.astype(jnp.float32)
    object_index, is_object = assigned(labels, boxes)
    weight = is_object.astype(jnp.float32)
    count = weight.sum() + 1
    target = jnp.take_along_axis(boxes, object_index[..., None], axis=1)
    iou, giou = overlap(boxes_of(cells), target)
    quality = jax.lax.stop_gradient(iou) * weight
    doubt = jnp.logaddexp(0, cells[..., 0]) - quality * cells[..., 0]
    label = jnp.take_along_axis(jnp.maximum(labels, 0), object_index, axis=1)
    kind = jnp.take_along_axis(jax.nn.log_softmax(cells[..., 5:]), label[..., None], axis=-1)[..., 0]
    return {
        "name": -(first * portrait).sum() / (portrait.sum() + 1),
        "doubt": doubt.sum() / count,
        "box": ((1 - giou) * weight).sum() / count,
        "kind": -(kind * weight).sum() / count,
    }
