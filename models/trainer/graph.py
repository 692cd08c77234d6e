"""Writes the model as an ONNX graph of plain operators, with a cache of keys and values going in and out."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .settings import NORM_EPSILON, ROPE_THETA, VOCABULARY_SIZE, Shape

OPSET, IR_VERSION = 17, 9


class Graph:
    """Collects nodes and constants; every method returns the name of what it adds."""

    def __init__(self) -> None:
        self.nodes, self.constants, self.known = [], [], {}

    def op(self, kind: str, *inputs: str, output: str | None = None, **attributes) -> str:
        name = output or f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=f"{kind}_{len(self.nodes)}", **attributes))
        return name

    def tensor(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def number(self, value: float | int | list[int]) -> str:
        """A constant: floats as float32, integers and lists of them as int64."""
        key = repr(value)
        if key not in self.known:
            kind = np.float32 if isinstance(value, float) else np.int64
            self.known[key] = self.tensor(f"constant_{len(self.known)}", np.array(value, kind))
        return self.known[key]

    def size(self, name: str, axis: int) -> str:
        """The length of one axis, as a list of one."""
        return self.op("Shape", name, start=axis, end=axis + 1)


def normalised(graph: Graph, x: str, gain: str) -> str:
    mean = graph.op("ReduceMean", graph.op("Mul", x, x), axes=[-1], keepdims=1)
    root = graph.op("Sqrt", graph.op("Add", mean, graph.number(NORM_EPSILON)))
    return graph.op("Mul", graph.op("Div", x, root), gain)


def rotation(graph: Graph, head_width: int) -> tuple[str, str]:
    """Cosines and sines of the given positions, each [batch, 1, sequence, head_width]."""
    frequencies = ROPE_THETA ** -(np.arange(0, head_width, 2) / head_width)
    constant = graph.tensor("frequencies", np.concatenate([frequencies, frequencies]).astype(np.float32)[None, None, None])
    positions = graph.op("Cast", graph.op("Unsqueeze", "position_ids", graph.number([1, 3])), to=TensorProto.FLOAT)
    angles = graph.op("Mul", positions, constant)
    return graph.op("Cos", angles), graph.op("Sin", angles)


def rotated(graph: Graph, x: str, cosines: str, sines: str, head_width: int) -> str:
    half, end, last = graph.number([head_width // 2]), graph.number([head_width]), graph.number([3])
    first = graph.op("Slice", x, graph.number([0]), half, last)
    second = graph.op("Slice", x, half, end, last)
    turned = graph.op("Concat", graph.op("Neg", second), first, axis=-1)
    return graph.op("Add", graph.op("Mul", x, cosines), graph.op("Mul", turned, sines))


def mask(graph: Graph) -> str:
    """[batch, 1, sequence, total]: 0 where a token may look, a large negative number where it may not."""
    total = graph.op("Squeeze", graph.size("attention_mask", 1))
    sequence = graph.op("Squeeze", graph.size("input_ids", 1))
    keys = graph.op("Range", graph.number(0), total, graph.number(1))
    queries = graph.op("Range", graph.op("Sub", total, sequence), total, graph.number(1))
    earlier = graph.op("LessOrEqual", keys, graph.op("Unsqueeze", queries, graph.number([1])))
    present = graph.op("Cast", graph.op("Unsqueeze", "attention_mask", graph.number([1, 2])), to=TensorProto.BOOL)
    visible = graph.op("And", earlier, present)
    return graph.op("Where", visible, graph.number(0.0), graph.number(-1e9))


def layer(graph: Graph, shape: Shape, index: int, x: str, weights: dict, bias: str, turn: tuple[str, str]) -> str:
    def weight(name: str) -> str:
        return graph.tensor(f"layers.{index}.{name}", weights[f"layers.{index}.{name}"])

    def heads(y: str) -> str:
        split = graph.op("Reshape", y, graph.number([0, 0, shape.heads, shape.head_width]))
        return graph.op("Transpose", split, perm=[0, 2, 1, 3])

    y = normalised(graph, x, weight("attention_norm"))
    query = rotated(graph, heads(graph.op("MatMul", y, weight("query"))), *turn, shape.head_width)
    key = rotated(graph, heads(graph.op("MatMul", y, weight("key"))), *turn, shape.head_width)
    value = heads(graph.op("MatMul", y, weight("value")))
    keys = graph.op("Concat", f"past_key_values.{index}.key", key, output=f"present.{index}.key", axis=2)
    values = graph.op("Concat", f"past_key_values.{index}.value", value, output=f"present.{index}.value", axis=2)
    scores = graph.op("MatMul", query, graph.op("Transpose", keys, perm=[0, 1, 3, 2]))
    scaled = graph.op("Mul", scores, graph.number(float(1 / np.sqrt(shape.head_width))))
    shares = graph.op("Softmax", graph.op("Add", scaled, bias), axis=-1)
    mixed = graph.op("Transpose", graph.op("MatMul", shares, values), perm=[0, 2, 1, 3])
    joined = graph.op("Reshape", mixed, graph.number([0, 0, shape.width]))
    x = graph.op("Add", x, graph.op("MatMul", joined, weight("output")))
    y = normalised(graph, x, weight("hidden_norm"))
    gate = graph.op("MatMul", y, weight("gate"))
    opened = graph.op("Mul", gate, graph.op("Sigmoid", gate))
    inner = graph.op("Mul", opened, graph.op("MatMul", y, weight("up")))
    return graph.op("Add", x, graph.op("MatMul", inner, weight("down")))


def model_graph(shape: Shape, weights: dict[str, np.ndarray]) -> onnx.ModelProto:
    graph = Graph()
    embedding = graph.tensor("embedding", weights["embedding"])
    x = graph.op("Gather", embedding, "input_ids")
    turn, bias = rotation(graph, shape.head_width), mask(graph)
    for index in range(shape.layers):
        x = layer(graph, shape, index, x, weights, bias, turn)
    x = normalised(graph, x, graph.tensor("norm", weights["norm"]))
    graph.op("MatMul", x, graph.op("Transpose", embedding, perm=[1, 0]), output="logits")
    return finished(graph, shape)


def finished(graph: Graph, shape: Shape) -> onnx.ModelProto:
    def info(name: str, kind: int, axes: list) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, kind, axes)

    def cache(prefix: str, length: str) -> list[onnx.ValueInfoProto]:
        axes = ["batch_size", shape.heads, length, shape.head_width]
        return [
            info(f"{prefix}.{index}.{part}", TensorProto.FLOAT, axes)
            for index in range(shape.layers)
            for part in ("key", "value")
        ]

    inputs = [
        info("input_ids", TensorProto.INT64, ["batch_size", "sequence_length"]),
        info("attention_mask", TensorProto.INT64, ["batch_size", "total_sequence_length"]),
        info("position_ids", TensorProto.INT64, ["batch_size", "sequence_length"]),
        *cache("past_key_values", "past_sequence_length"),
    ]
    outputs = [
        info("logits", TensorProto.FLOAT, ["batch_size", "sequence_length", VOCABULARY_SIZE]),
        *cache("present", "total_sequence_length"),
    ]
    body = helper.make_graph(graph.nodes, shape.name, inputs, outputs, graph.constants)
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="taostack")
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model, full_check=True)
    return model
