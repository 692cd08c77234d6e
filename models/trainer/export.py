"""Writes trained parameters as a Hugging Face ONNX folder: python -m trainer.export tao-text"""

import json
import shutil
import sys

import jax.numpy as jnp
import numpy as np
import onnx
import onnxruntime
from onnxruntime.quantization import QuantType, quantize_dynamic

from .graph import model_graph
from .model import hidden_states
from .settings import CONTEXT_LENGTH, MODELS, NORM_EPSILON, ROPE_THETA, SHAPES, VOCABULARY_SIZE, WORK, Shape
from .tokenizer import END, PAD, TOKENIZER_CONFIG, TRAINED

TOLERANCE = 2e-3  # largest difference of a logit between jax and onnxruntime


def config(shape: Shape) -> dict:
    return {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "hidden_act": "silu",
        "hidden_size": shape.width,
        "intermediate_size": shape.inner,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "num_key_value_heads": shape.heads,
        "head_dim": shape.head_width,
        "vocab_size": VOCABULARY_SIZE,
        "max_position_embeddings": CONTEXT_LENGTH,
        "rms_norm_eps": NORM_EPSILON,
        "rope_theta": ROPE_THETA,
        "tie_word_embeddings": True,
        "attention_bias": False,
        "mlp_bias": False,
        "bos_token_id": None,
        "eos_token_id": END,
        "pad_token_id": PAD,
        "torch_dtype": "float32",
        "use_cache": True,
    }


def generation_config() -> dict:
    return {"do_sample": False, "eos_token_id": END, "pad_token_id": PAD, "max_length": CONTEXT_LENGTH}


def nested(weights: dict[str, np.ndarray], shape: Shape) -> dict:
    layers = [
        {name.split(".")[2]: jnp.asarray(value) for name, value in weights.items() if name.startswith(f"layers.{i}.")}
        for i in range(shape.layers)
    ]
    return {"embedding": jnp.asarray(weights["embedding"]), "layers": layers, "norm": jnp.asarray(weights["norm"])}


def exported_parameters(shape: Shape) -> dict:
    """What the model's folder holds, to learn on from."""
    graph = onnx.load(str(MODELS / shape.name / "onnx" / "model.onnx")).graph
    weights = {constant.name: onnx.numpy_helper.to_array(constant) for constant in graph.initializer}
    return nested({name: value for name, value in weights.items() if name in ("embedding", "norm") or name.startswith("layers.")}, shape)


def jax_logits(shape: Shape, weights: dict[str, np.ndarray], tokens: np.ndarray) -> np.ndarray:
    parameters = nested(weights, shape)
    return np.asarray(hidden_states(parameters, shape, jnp.asarray(tokens), jnp.ones_like(tokens)) @ parameters["embedding"].T)


def onnx_logits(session: onnxruntime.InferenceSession, shape: Shape, tokens: np.ndarray, cut: int) -> np.ndarray:
    """The same in two calls, the second one going on from the cache of the first."""
    rows, length = tokens.shape
    cache = {i.name: np.zeros((rows, shape.heads, 0, shape.head_width), np.float32)
             for i in session.get_inputs() if i.name.startswith("past")}
    logits = []
    for start, end in ((0, cut), (cut, length)):
        feed = {
            "input_ids": tokens[:, start:end].astype(np.int64),
            "attention_mask": np.ones((rows, end), np.int64),
            "position_ids": np.tile(np.arange(start, end, dtype=np.int64), (rows, 1)),
        }
        first, *present = session.run(None, feed | cache)
        cache = dict(zip(cache, present, strict=True))
        logits.append(first)
    return np.concatenate(logits, axis=1)


def check(shape: Shape, weights: dict[str, np.ndarray], path: str) -> float:
    tokens = np.random.default_rng(0).integers(5, VOCABULARY_SIZE, (3, 48)).astype(np.int32)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    difference = np.abs(onnx_logits(session, shape, tokens, 29) - jax_logits(shape, weights, tokens)).max()
    if difference > TOLERANCE:
        raise SystemExit(f"{path}: logits differ from jax by {difference}")
    return float(difference)


def export(shape: Shape) -> None:
    weights = dict(np.load(WORK / f"{shape.name}.npz"))
    folder = MODELS / shape.name
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    full, small = str(folder / "onnx" / "model.onnx"), str(folder / "onnx" / "model_quantized.onnx")
    onnx.save(model_graph(shape, weights), full)
    quantize_dynamic(full, small, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"], per_channel=True)
    shutil.copy(TRAINED, folder / "tokenizer.json")
    configs = {
        "config.json": config(shape),
        "generation_config.json": generation_config(),
        "tokenizer_config.json": TOKENIZER_CONFIG,
    }
    for name, content in configs.items():
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    parameters = sum(value.size for value in weights.values())
    print(f"{shape.name}: {parameters} parameters, logits within {check(shape, weights, full):.1e} of jax")


if __name__ == "__main__":
    export(SHAPES[sys.argv[1]])
