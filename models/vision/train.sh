#!/usr/bin/env bash
# Makes the bundled vision models from nothing: images, training, export, evaluation. About an hour of one core.
set -euo pipefail
cd "$(dirname "$0")/.."

(cd .. && npx turbo run build --filter=@taostack/commodities)
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/pip install --quiet --requirement requirements.txt

node vision/make-data.mjs
for model in tao-vision tao-vision-small tao-vision-mini; do
  .venv/bin/python -m vision.train "$model"
  # The reference learns longer than one cooling down lets it.
  if [ "$model" = tao-vision ]; then .venv/bin/python -m vision.train "$model" 1500; fi
  .venv/bin/python -m vision.export "$model"
done
node vision/evaluate.mjs
