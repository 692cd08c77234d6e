#!/usr/bin/env bash
# Makes the bundled text models: corpus, tokenizer, training, export, evaluation. On two idle cores about an hour for all.
#
#   models/train.sh                        all of them, from nothing
#   models/train.sh tao-text-small         this one from nothing, with the tokenizer that tao-text has
#   MORE=1000 models/train.sh tao-text     1,000 steps more, from the weights that its folder holds
set -euo pipefail
cd "$(dirname "$0")"

(cd .. && npx -y pnpm@12 build)
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/pip install --quiet --requirement requirements.txt

node make-corpus.mjs
if [ $# -eq 0 ]; then
  .venv/bin/python -m trainer.make_tokenizer
  set -- tao-text tao-text-small tao-text-mini
else
  .venv/bin/python -m trainer.make_tokenizer tao-text
fi
for model in "$@"; do
  .venv/bin/python -m trainer.train "$model" ${MORE:+--more "$MORE"}
  .venv/bin/python -m trainer.export "$model"
done
node evaluate.mjs
