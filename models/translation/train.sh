#!/usr/bin/env bash
# Makes the bundled translation models from nothing: corpus, tokenizer, training, export, evaluation. About 25 minutes on two cores.
set -euo pipefail
cd "$(dirname "$0")/.."
export FAMILY=translation

(cd .. && npx turbo run build --filter=@taostack/commodities)
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/pip install --quiet --requirement requirements.txt

node translation/make-corpus.mjs
.venv/bin/python -m trainer.make_tokenizer
for model in tao-translate tao-translate-small tao-translate-mini; do
  .venv/bin/python -m trainer.train "$model"
  .venv/bin/python -m trainer.export "$model"
done
node translation/evaluate.mjs
