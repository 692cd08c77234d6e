"""Asks every variant the held-out questions and writes the tables of the model cards: python -m trainer.evaluate"""

import json
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import onnxruntime

from .settings import MODELS, WORK
from .tokenizer import END, PAD, load_tokenizer, render

VARIANTS = {
    "tao-text, fp32": "tao-text/onnx/model.onnx",
    "tao-text, int8": "tao-text/onnx/model_quantized.onnx",
    "tao-text-mini, fp32": "tao-text-mini/onnx/model.onnx",
    "tao-text-mini, int8": "tao-text-mini/onnx/model_quantized.onnx",
}
REFERENCE = "tao-text, fp32"
BATCH, LONGEST_ANSWER = 50, 64


@dataclass(frozen=True)
class Question:
    kind: str
    prompt: list[int]
    accepted: list[str]


def held_out() -> list[Question]:
    tokenizer = load_tokenizer()
    questions = []
    for line in open(WORK / "held-out.jsonl", encoding="utf-8"):
        example = json.loads(line)
        prompt = tokenizer.encode(render(example["messages"][:-1]) + "<|assistant|>").ids
        questions.append(Question(example["kind"], prompt, example["accepted"]))
    return questions


class Variant:
    def __init__(self, path: str) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(MODELS / path), options, providers=["CPUExecutionProvider"])

    def empty_cache(self, rows: int) -> dict[str, np.ndarray]:
        caches = [entry for entry in self.session.get_inputs() if entry.name.startswith("past")]
        return {entry.name: np.zeros((rows, entry.shape[1], 0, entry.shape[3]), np.float32) for entry in caches}

    def run(self, tokens: np.ndarray, mask: np.ndarray, cache: dict[str, np.ndarray]):
        """Log-probabilities of the next tokens, [rows, given, vocabulary], and the cache with the given tokens in it."""
        positions = np.maximum(mask.cumsum(axis=1) - 1, 0)[:, -tokens.shape[1] :]
        feed = {"input_ids": tokens, "attention_mask": mask, "position_ids": positions}
        logits, *present = self.session.run(None, feed | cache)
        shifted = logits - logits.max(axis=-1, keepdims=True)
        log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
        return log_probabilities, dict(zip(cache, present, strict=True))

    def answers(self, prompts: list[list[int]]) -> list[list[tuple[int, float]]]:
        """Greedy answers, each a list of tokens with their log-probabilities, the closing token included."""
        width = max(map(len, prompts))
        tokens = np.array([[PAD] * (width - len(p)) + p for p in prompts], np.int64)
        mask = np.array([[0] * (width - len(p)) + [1] * len(p) for p in prompts], np.int64)
        cache, written, open_rows = self.empty_cache(len(prompts)), [[] for _ in prompts], set(range(len(prompts)))
        for _ in range(LONGEST_ANSWER):
            log_probabilities, cache = self.run(tokens, mask, cache)
            tokens = log_probabilities[:, -1].argmax(axis=-1)[:, None]
            mask = np.pad(mask, ((0, 0), (0, 1)), constant_values=1)
            for row in list(open_rows):
                token = int(tokens[row, 0])
                written[row].append((token, float(log_probabilities[row, -1, token])))
                if token == END:
                    open_rows.remove(row)
            if not open_rows:
                break
        return written

    def scores(self, prompt: list[int], answer: list[int]) -> np.ndarray:
        """The log-probability of each token of the answer, in one pass."""
        tokens = np.array([prompt + answer], np.int64)
        log_probabilities, _ = self.run(tokens, np.ones_like(tokens), self.empty_cache(1))
        return log_probabilities[0, np.arange(len(prompt) - 1, tokens.shape[1] - 1), answer]


def evaluate(variant: Variant, reference: Variant, questions: list[Question]) -> dict:
    tokenizer, right = load_tokenizer(), defaultdict(list)
    gaps, likelihoods = [], []
    for start in range(0, len(questions), BATCH):
        chunk = questions[start : start + BATCH]
        for question, written in zip(chunk, variant.answers([q.prompt for q in chunk]), strict=True):
            ids = [token for token, _ in written]
            right[question.kind].append(tokenizer.decode(ids) in question.accepted)
            under_reference = reference.scores(question.prompt, ids)
            gaps += list(np.abs(under_reference - np.array([own for _, own in written])))
            likelihoods += list(under_reference)
    accuracy = {kind: float(np.mean(results)) for kind, results in right.items()}
    return {
        "accuracy": accuracy,
        "mean": float(np.mean([share for kind, share in accuracy.items() if kind != "open"])),
        "reference_log_probability": float(np.mean(likelihoods)),
        "gap": float(np.mean(gaps)),
        "gap_99": float(np.quantile(gaps, 0.99)),
    }


def table(results: dict[str, dict]) -> str:
    names = list(results)
    rows = [["greedy accuracy", *names], ["---", *["---:"] * len(names)]]
    for kind in results[names[0]]["accuracy"]:
        rows.append([kind, *[f"{results[name]['accuracy'][kind]:.1%}" for name in names]])
    rows.append(["**all but open**", *[f"**{results[name]['mean']:.1%}**" for name in names]])
    rows.append(["mean log-probability under the reference", *[f"{results[n]['reference_log_probability']:.3f}" for n in names]])
    rows.append(["mean gap to the reference's log-probability", *[f"{results[name]['gap']:.4f}" for name in names]])
    rows.append(["99th percentile of that gap", *[f"{results[name]['gap_99']:.3f}" for name in names]])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    questions, reference = held_out(), Variant(VARIANTS[REFERENCE])
    results = {name: evaluate(Variant(path), reference, questions) for name, path in VARIANTS.items() if (MODELS / path).exists()}
    (WORK / "evaluation.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    print(table(results))
