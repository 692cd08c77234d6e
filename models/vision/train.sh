#!/usr/bin/env bash
# Makes the bundled vision models from nothing: images, training, export, evaluation. About half an hour of one core.
set -euo pipefail
cd "$(dirname "$0")/.."

(cd .. && npx turbo run build --filter=@taostack/commodities)
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/pip install --quiet --requirement requirements.txt

node vision/make-data.mjs
for model in tao-vision tao-vision-small tao-vision-mini; do
  .venv/bin/python -m vision.train "$model"
  .venv/bin/python -m vision.export "$model"
done
node vision/evaluate.mjs
