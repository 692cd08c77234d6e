#!/usr/bin/env bash
# Makes the bundled forecast models from nothing: data from the simulator, training, export, measurement. Minutes on two cores.
set -euo pipefail
cd "$(dirname "$0")/.."

(cd .. && npx turbo run build --filter=@taostack/commodities)
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/pip install --quiet --requirement requirements.txt --requirement forecast/requirements.txt

node forecast/make-data.mjs
for model in tao-forecast tao-forecast-small tao-forecast-mini; do
  .venv/bin/python -m forecast.train "$model"
  .venv/bin/python -m forecast.export "$model"
done
node ../packages/commodities/bench/forecast.mjs
