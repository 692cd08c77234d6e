"""Recorded CRPS values of the Python packages properscoring 0.1 and scoringrules 0.10.

    python3 -m venv /tmp/vectors && /tmp/vectors/bin/pip install numpy scipy "setuptools<80" properscoring==0.1 scoringrules==0.10.0
    /tmp/vectors/bin/python make-crps-vectors.py > crps.json
"""

import json
import sys

import numpy as np
import properscoring
import scoringrules

random = np.random.default_rng(20261127)
samples, normals, quantiles = [], [], []
for size in (2, 3, 10, 101, 400):
    for scale in (1e-3, 1.0, 250.0):
        values = random.standard_t(4, size) * scale
        outcome = float(random.normal() * scale)
        samples.append({
            "samples": values.tolist(),
            "outcome": outcome,
            "properscoring": float(properscoring.crps_ensemble(outcome, values)),
            "fair": float(scoringrules.crps_ensemble(outcome, values, estimator="fair")),
            "nrg": float(scoringrules.crps_ensemble(outcome, values, estimator="nrg")),
        })
for z in (-9.0, -4.0, -1.5, -1e-3, 0.0, 0.3, 1.0, 2.2, 6.0, 20.0):
    mean, deviation = float(random.normal()), float(np.exp(random.normal()))
    outcome = mean + z * deviation
    normals.append({
        "mean": mean,
        "deviation": deviation,
        "outcome": outcome,
        "properscoring": float(properscoring.crps_gaussian(outcome, mean, deviation)),
        "scoringrules": float(scoringrules.crps_normal(outcome, mean, deviation)),
    })
for count in (3, 9, 19, 99):
    levels = (np.arange(count) + 1) / (count + 1)
    values = np.sort(random.normal(size=count))
    for outcome in (-3.0, 0.1, float(values[0]), 2.5):
        quantiles.append({
            "levels": levels.tolist(),
            "quantiles": values.tolist(),
            "outcome": outcome,
            "pinball": [float(scoringrules.quantile_score(outcome, q, a)) for q, a in zip(values, levels)],
            # twice the mean pinball loss
            "crps_quantile": float(scoringrules.crps_quantile(outcome, values, levels)),
        })
json.dump({"samples": samples, "normals": normals, "quantiles": quantiles}, sys.stdout, indent=1)
