"""The model as an ONNX graph of plain operators; normalisation is folded into the convolutions."""

import numpy as np
import onnx
from onnx import TensorProto, helper

from trainer.graph import IR_VERSION, OPSET, Graph

from .loss import CENTRES
from .model import NORM_EPSILON, layers_of
from .settings import BOX_UNIT, CELLS, LABELS, SIZE, Shape


def folded(shape: Shape, weights: dict[str, np.ndarray], name: str) -> tuple[np.ndarray, np.ndarray]:
    """Kernel [out, in, side, side] and bias of a convolution and the normalisation after it."""
    side, _, inner, outer = layers_of(shape)[name]
    scale = weights[f"gain.{name}"] / np.sqrt(weights[f"running.{name}.variance"] + NORM_EPSILON)
    kernel = (weights[f"layers.{name}"] * scale).reshape(side, side, inner, outer).transpose(3, 2, 0, 1)
    return kernel, weights[f"bias.{name}"] - weights[f"running.{name}.mean"] * scale


def model_graph(shape: Shape, weights: dict[str, np.ndarray]) -> onnx.ModelProto:
    graph = Graph()

    def layer(name: str, x: str, around: str | None = None) -> str:
        _, stride, _, _ = layers_of(shape)[name]
        kernel, bias = folded(shape, weights, name)
        parts = [graph.tensor(f"{name}.kernel", kernel), graph.tensor(f"{name}.bias", bias)]
        # XLA pads one pixel before and after whatever the stride is.
        y = graph.op("Conv", x, *parts, pads=[1, 1, 1, 1], strides=[stride, stride])
        return graph.op("Relu", y if around is None else graph.op("Add", y, around))

    x = layer("down", layer("stem_1", layer("stem_0", "image")))
    for block in range(shape.blocks):
        x = layer(f"block_{block}_1", layer(f"block_{block}_0", x), x)
    name(graph, weights, layer("top", x))
    find(graph, weights, layer("find", x))
    return finished(graph, shape)


def name(graph: Graph, weights: dict[str, np.ndarray], top: str) -> None:
    strongest = graph.op("ReduceMax", top, axes=[2, 3], keepdims=0)
    logits = graph.op("MatMul", strongest, graph.tensor("name.weight", weights["name.weight"]))
    graph.op("Softmax", graph.op("Add", logits, graph.tensor("name.bias", weights["name.bias"])), output="probabilities", axis=-1)


def find(graph: Graph, weights: dict[str, np.ndarray], found: str) -> None:
    kernel = weights["cell.weight"].T[:, :, None, None]
    cells = graph.op("Conv", found, graph.tensor("cell.kernel", kernel), graph.tensor("cell.bias", weights["cell.bias"]))
    flat = graph.op("Reshape", cells, graph.number([0, 5 + len(LABELS), CELLS * CELLS]))
    rows = graph.op("Transpose", flat, perm=[0, 2, 1])
    last = graph.number([2])

    def columns(start: int, end: int, of: str) -> str:
        return graph.op("Slice", of, graph.number([start]), graph.number([end]), last)

    there = graph.op("Sigmoid", columns(0, 1, rows))
    kinds = graph.op("Softmax", columns(5, 5 + len(LABELS), rows), axis=-1)
    graph.op("Mul", there, kinds, output="scores")
    sizes = graph.op("Exp", graph.op("Clip", columns(1, 5, rows), graph.number(-4.0), graph.number(3.0)))
    away = graph.op("Mul", sizes, graph.number(BOX_UNIT))
    centres = graph.tensor("centres", np.asarray(CENTRES))
    corner = graph.op("Sub", centres, columns(0, 2, away))
    opposite = graph.op("Add", centres, columns(2, 4, away))
    graph.op("Concat", corner, opposite, output="boxes", axis=-1)


def finished(graph: Graph, shape: Shape) -> onnx.ModelProto:
    def info(name: str, *dims: int) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch_size", *dims])

    inputs = [info("image", 3, SIZE, SIZE)]
    outputs = [info("probabilities", len(LABELS)), info("boxes", CELLS**2, 4), info("scores", CELLS**2, len(LABELS))]
    body = helper.make_graph(graph.nodes, shape.name, inputs, outputs, graph.constants)
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="taostack")
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model, full_check=True)
    return model
