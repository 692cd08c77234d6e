#!/usr/bin/env bash
# Makes the bundled models from nothing: corpus, tokenizer, training, export, evaluation. About 40 minutes on two cores.
set -euo pipefail
cd "$(dirname "$0")"

(cd .. && npx turbo run build --filter=@taostack/commodities)
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/pip install --quiet --requirement requirements.txt

node make-corpus.mjs
.venv/bin/python -m trainer.make_tokenizer
for model in tao-text tao-text-mini; do
  .venv/bin/python -m trainer.train "$model"
  .venv/bin/python -m trainer.export "$model"
done
.venv/bin/python -m trainer.evaluate
