"""Writes trained parameters as a folder with manifest.json and onnx/: python -m vision.export tao-vision"""

import json
import sys

import jax
import jax.numpy as jnp
import numpy as np
import onnx
import onnxruntime
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static

from .data import load
from .graph import model_graph
from .loss import boxes_of
from .model import initial, nested, outputs
from .settings import DEVIATION, LABELS, MEAN, MODELS, SHAPES, SIZE, WORK, Shape

TOLERANCE = 1e-3  # largest difference of an output between jax and onnxruntime
CALIBRATION_IMAGES = 256

DESCRIPTIONS = {
    "tao-vision": "Names drawn shapes and finds them in a scene. The reference of the vision market.",
    "tao-vision-small": "Names drawn shapes and finds them in a scene. Smaller than tao-vision.",
    "tao-vision-mini": "Names drawn shapes and finds them in a scene. The smallest of the bundled vision models.",
}


def manifest(shape: Shape, parameters: int) -> dict:
    return {
        "name": shape.name,
        "license": "apache-2.0",
        "description": DESCRIPTIONS[shape.name],
        "task": "image-classification, object-detection",
        "labels": LABELS,
        "parameters": parameters,
        "settings": {
            "input": {
                "name": "image", "width": SIZE, "height": SIZE, "layout": "CHW",
                "mean": [MEAN] * 3, "deviation": [DEVIATION] * 3,
            },
            "outputs": {"probabilities": "probabilities", "boxes": "boxes", "scores": "scores"},
            "mostOverlap": 0.5,
            "leastConfidence": 0.05,
        },
    }


def prepared(images: np.ndarray) -> np.ndarray:
    return ((images.astype(np.float32) - MEAN) / DEVIATION).transpose(0, 3, 1, 2)


def expected(shape: Shape, weights: dict[str, np.ndarray], images: np.ndarray) -> list[np.ndarray]:
    logits, cells, _ = outputs(*nested(shape, weights), shape, jnp.asarray(images), training=False)
    scores = jax.nn.sigmoid(cells[..., :1]) * jax.nn.softmax(cells[..., 5:])
    return [np.asarray(jax.nn.softmax(logits)), np.asarray(boxes_of(cells)), np.asarray(scores)]


def check(shape: Shape, weights: dict[str, np.ndarray], path: str, images: np.ndarray) -> float:
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    pairs = zip(session.run(None, {"image": prepared(images)}), expected(shape, weights, images), strict=True)
    difference = max(float(np.abs(a - b).max()) for a, b in pairs)
    if difference > TOLERANCE:
        raise SystemExit(f"{path}: outputs differ from jax by {difference}")
    return difference


class Images(CalibrationDataReader):
    """Shows the quantiser what the layers see."""

    def __init__(self, images: np.ndarray) -> None:
        self.rest = iter(images)

    def get_next(self) -> dict | None:
        image = next(self.rest, None)
        return None if image is None else {"image": prepared(image[None])}


def export(shape: Shape) -> None:
    weights = dict(np.load(WORK / f"{shape.name}.npz"))
    folder = MODELS / shape.name
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    full, small = str(folder / "onnx" / "model.onnx"), str(folder / "onnx" / "model_quantized.onnx")
    graph = model_graph(shape, weights)
    onnx.save(graph, full)
    images = load("training").images
    # Eight bits are too few for the edges of boxes.
    last = [node.name for node in graph.graph.node if "cell.kernel" in node.input]
    quantize_static(full, small, Images(images[:CALIBRATION_IMAGES]), quant_format=QuantFormat.QDQ, per_channel=True,
                    activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8, op_types_to_quantize=["Conv"],
                    nodes_to_exclude=last)
    parameters = sum(leaf.size for leaf in jax.tree.leaves(initial(shape)[0]))
    (folder / "manifest.json").write_text(json.dumps(manifest(shape, parameters), indent=2) + "\n", encoding="utf-8")
    print(f"{shape.name}: {parameters} parameters, outputs within {check(shape, weights, full, images[:16]):.1e} of jax")


if __name__ == "__main__":
    export(SHAPES[sys.argv[1]])
