"""
Writes metric-vectors.json: detections with the average precision that pycocotools gives them, distributions with the scores of
scikit-learn, and claims with a calibration error computed by numpy.

    python3 -m venv /tmp/metrics && /tmp/metrics/bin/pip install pycocotools==2.0.11 scikit-learn==1.9.1 numpy
    /tmp/metrics/bin/python packages/commodities/test/vision/make-metric-vectors.py
    npx -y pnpm@12 format
"""

import contextlib
import io
import json
from importlib.metadata import version
from pathlib import Path

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval
from sklearn.metrics import brier_score_loss, log_loss

RNG = np.random.default_rng(5)


def random_box(unit: float | None) -> list[float]:
    """Left, top, right, bottom; on a grid of `unit`, where many overlaps are exactly a threshold."""
    place, size = RNG.uniform(0, 0.7, 2), RNG.uniform(0.05, 0.3, 2)
    box = np.concatenate([place, place + size])
    if unit:
        box = np.round(box / unit) * unit
        box[2:] = np.maximum(box[2:], box[:2] + unit)
    return box.tolist()


def shifted(box: list[float], amount: float, unit: float | None) -> list[float]:
    moved = np.array(box) + RNG.normal(0, amount, 4)
    if unit:
        moved = np.round(moved / unit) * unit
    moved[2:] = np.maximum(moved[2:], moved[:2] + (unit or 0.01))
    return moved.tolist()


def confidence(tied: bool) -> float:
    value = float(RNG.uniform())
    return round(value, 1) if tied else value


def image(labels: list[str], most: int, noise: float, unit: float | None, tied: bool, spam: int) -> dict:
    truth = [{"label": str(RNG.choice(labels)), "box": random_box(unit)} for _ in range(RNG.integers(0, most + 1))]
    found = []
    for thing in truth:
        for _ in range(RNG.choice([0, 1, 1, 1, 2])):
            label = thing["label"] if RNG.uniform() < 0.9 else str(RNG.choice([*labels, "unknown"]))
            found.append({"label": label, "confidence": confidence(tied), "box": shifted(thing["box"], noise, unit)})
    for _ in range(RNG.integers(0, spam + 1)):
        found.append({"label": str(RNG.choice(labels)), "confidence": confidence(tied), "box": random_box(unit)})
    RNG.shuffle(found)
    return {"truth": truth, "found": found}


def coco_box(box: list[float]) -> list[float]:
    left, top, right, bottom = box
    return [left, top, right - left, bottom - top]


def coco(images: list[dict]) -> dict:
    labels = sorted({thing["label"] for each in images for thing in each["truth"] + each["found"]})
    ids = {label: index + 1 for index, label in enumerate(labels)}
    annotations, results = [], []
    for image_id, each in enumerate(images, 1):
        for thing in each["truth"]:
            box = coco_box(thing["box"])
            annotations.append({"id": len(annotations) + 1, "image_id": image_id, "category_id": ids[thing["label"]],
                                "bbox": box, "area": box[2] * box[3], "iscrowd": 0})
        for thing in each["found"]:
            results.append({"image_id": image_id, "category_id": ids[thing["label"]], "bbox": coco_box(thing["box"]),
                            "score": thing["confidence"]})
    with contextlib.redirect_stdout(io.StringIO()):
        known = COCO()
        known.dataset = {"images": [{"id": i + 1} for i in range(len(images))], "annotations": annotations,
                         "categories": [{"id": i, "name": name} for name, i in ids.items()]}
        known.createIndex()
        run = COCOeval(known, known.loadRes(results), "bbox")
        # Areas here are fractions of a square; "all" has to hold them.
        run.params.areaRng, run.params.areaRngLbl = [[-1, 1e10]], ["all"]
        run.evaluate()
        run.accumulate()
    precision = run.eval["precision"][:, :, :, 0, 2]  # thresholds, recalls, labels

    def mean(values: np.ndarray) -> float:
        return float(values[values > -1].mean())

    by_label = {name: mean(precision[:, :, i - 1]) for name, i in ids.items() if precision[0, 0, i - 1] > -1}
    return {"ap": mean(precision), "ap50": mean(precision[0]), "ap75": mean(precision[5]), "byLabel": by_label}


def rounded(value):
    if isinstance(value, dict):
        return {key: rounded(each) for key, each in value.items()}
    if isinstance(value, list):
        return [rounded(each) for each in value]
    return float(f"{value:.6g}") if isinstance(value, float) else value


def detections() -> list[dict]:
    settings = [
        *[(6, 3, 0.01, None, False, 3)] * 12,
        *[(4, 4, 0.03, None, True, 4)] * 8,
        *[(5, 5, 0.05, 0.125, True, 4)] * 8,  # on a grid: overlaps of exactly one half, and equal confidences
        *[(8, 6, 0.02, 0.0625, False, 6)] * 6,
        (2, 3, 0.02, None, False, 130),  # more boxes than count
        (1, 4, 0.0, None, False, 0),  # boxes that are right to the last bit
        (12, 2, 0.04, None, True, 0),
    ]
    cases = []
    for count, most, noise, unit, tied, spam in settings:
        labels = ["ball", "star", "fish"][: int(RNG.integers(1, 4))]
        while True:
            images = rounded([image(labels, most, noise, unit, tied, spam) for _ in range(count)])
            if any(each["truth"] for each in images) and any(each["found"] for each in images):
                break
        cases.append({"images": images, **coco(images)})
    return cases


def distributions() -> list[dict]:
    cases = []
    for index in range(60):
        size = int(RNG.integers(3, 15))
        weights = RNG.gamma(RNG.choice([0.05, 0.3, 1, 5]), size=size) + 1e-300
        if index % 10 == 0:
            weights = np.eye(size)[RNG.integers(size)]
        p = weights / weights.sum()
        right = int(RNG.integers(size))
        labels = list(range(size))
        cases.append({
            "probabilities": p.tolist(), "right": right,
            "brier": float(brier_score_loss([right], [p], labels=labels, scale_by_half=False)),
            "log": float(log_loss([right], [p], labels=labels)),
        })
    return cases


def calibrations() -> list[dict]:
    cases = []
    for bins in (5, 10, 15, 15):
        confidences = np.concatenate([RNG.uniform(0, 1, 80), np.arange(bins + 1) / bins])
        right = RNG.uniform(size=len(confidences)) < confidences ** 2
        edges = np.linspace(0, 1, bins + 1)
        which = np.clip(np.digitize(confidences, edges, right=True) - 1, 0, bins - 1)
        ece = sum(abs(confidences[which == b].mean() - right[which == b].mean()) * (which == b).mean()
                  for b in range(bins) if (which == b).any())
        cases.append({"bins": bins, "claims": [{"confidence": float(c), "right": bool(r)} for c, r in zip(confidences, right)],
                      "ece": float(ece)})
    return cases


def main() -> None:
    result = {
        "pycocotools": version("pycocotools"), "scikit-learn": version("scikit-learn"),
        "detections": detections(), "distributions": distributions(), "calibrations": calibrations(),
    }
    path = Path(__file__).with_name("metric-vectors.json")
    path.write_text(json.dumps(result, separators=(",", ":")) + "\n", encoding="utf-8")
    print(len(result["detections"]), "sets of detections,", path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
