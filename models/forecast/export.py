"""Writes trained parameters as an ONNX folder with a manifest: python -m forecast.export tao-forecast"""

import json
import sys

import jax
import jax.numpy as jnp
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from trainer.graph import IR_VERSION, OPSET, Graph
from trainer.settings import MODELS, WORK

from .model import echo_weights, quantiles, spreading
from .settings import CLIP, ECHO_LENGTH, HORIZONS, LEVELS, RECENT, SHAPES, Shape

TOLERANCE = 1e-4  # largest difference of a quantile between jax and onnxruntime


def nested(weights: dict[str, np.ndarray]) -> dict:
    flat = {name: jnp.asarray(value) for name, value in weights.items() if not name.startswith("layers.")}
    return flat | {"layers": [{"hidden": jnp.asarray(weights["layers.0.hidden"])}]}


def silu(graph: Graph, x: str) -> str:
    return graph.op("Mul", x, graph.op("Sigmoid", x))


def model_graph(shape: Shape, weights: dict[str, np.ndarray]) -> onnx.ModelProto:
    graph = Graph()

    def dense(x: str, name: str, bias: str) -> str:
        product = graph.op("MatMul", x, graph.tensor(name, weights[name]))
        return graph.op("Add", product, graph.tensor(bias, weights[bias]))

    steps = graph.op("Clip", "returns", graph.number(-CLIP), graph.number(CLIP))
    averages = np.asarray(jax.nn.softmax(jnp.asarray(weights["volatility"]), axis=0))
    squares = graph.op("MatMul", graph.op("Mul", steps, steps), graph.tensor("volatility", averages))
    features = [graph.op("Log", graph.op("Add", squares, graph.number(1e-2)))]
    if shape.trends:
        features.append(graph.op("MatMul", steps, graph.tensor("trend", weights["trend"])))
    if shape.echoes:
        row = graph.op("Unsqueeze", steps, graph.number([1]))
        filtered = graph.op("Conv", row, graph.tensor("echo", weights["echo"].T[:, None]))
        early = graph.op("Slice", filtered, graph.number([0]), graph.number([-1]), graph.number([2]))
        late = graph.op("Slice", row, graph.number([ECHO_LENGTH]), graph.number([shape.history]), graph.number([2]))
        means = graph.op("MatMul", graph.op("Mul", early, late), graph.tensor("echo_weights", echo_weights(shape)))
        features.append(graph.op("Flatten", means, axis=1))
    x = silu(graph, dense(graph.op("Concat", *features, axis=1), "input", "input_bias"))
    x = graph.op("Add", x, silu(graph, dense(x, "layers.0.hidden", "hidden_bias")))
    raw = graph.op("Reshape", dense(x, "output", "output_bias"), graph.number([-1, len(HORIZONS), len(LEVELS)]))
    last = graph.number([2])
    middle = graph.op("Slice", raw, graph.number([0]), graph.number([1]), last)
    gaps = graph.op("Softplus", graph.op("Slice", raw, graph.number([1]), graph.number([len(LEVELS)]), last))
    graph.op("Add", middle, graph.op("MatMul", gaps, graph.tensor("spreading", spreading())), output="quantiles")
    value = lambda name, *dims: helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", *dims])  # noqa: E731
    body = helper.make_graph(
        graph.nodes, shape.name, [value("returns", shape.history)],
        [value("quantiles", len(HORIZONS), len(LEVELS))], graph.constants,
    )
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="taostack")
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model, full_check=True)
    return model


def run(path: str, rows: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    return session.run(None, {"returns": rows})[0]


def manifest(shape: Shape, parameters: int) -> dict:
    return {
        "name": shape.name,
        "license": "apache-2.0",
        "description": "Quantiles of how a series goes on, in units of a random walk's deviation.",
        "task": "forecast",
        "parameters": parameters,
        "settings": {
            "input": "returns",
            "output": "quantiles",
            "history": shape.history,
            "recent": RECENT,
            "horizons": list(HORIZONS),
            "levels": list(LEVELS),
        },
    }


def export(shape: Shape) -> None:
    weights = dict(np.load(WORK / f"{shape.name}.npz"))
    folder = MODELS / shape.name
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    full, small = str(folder / "onnx" / "model.onnx"), str(folder / "onnx" / "model_quantized.onnx")
    onnx.save(model_graph(shape, weights), full)
    # Squares keep their fp32 averages: their size spans decades.
    matrices = [node.name for node in onnx.load(full).graph.node
                if node.op_type == "MatMul" and node.input[1] in ("input", "layers.0.hidden", "output")]
    quantize_dynamic(full, small, weight_type=QuantType.QInt8, nodes_to_quantize=matrices, per_channel=True)
    parameters = int(sum(value.size for value in weights.values()))
    text = json.dumps(manifest(shape, parameters), indent=2)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
    rows = np.random.default_rng(0).standard_t(4, (16, shape.history)).astype(np.float32)
    expected = np.asarray(quantiles(nested(weights), shape, jnp.asarray(rows)))
    difference, rounding = np.abs(run(full, rows) - expected).max(), np.abs(run(small, rows) - expected).max()
    if difference > TOLERANCE:
        raise SystemExit(f"{full}: quantiles differ from jax by {difference}")
    print(f"{shape.name}: {parameters} parameters, within {difference:.1e} of jax; int8 within {rounding:.1e}")


if __name__ == "__main__":
    export(SHAPES[sys.argv[1]])
