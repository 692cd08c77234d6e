"""Makes the tokenizer that a family's models share: python -m trainer.make_tokenizer [name of a model whose tokenizer to keep]"""

import sys

from .settings import MODELS
from .tokenizer import keep_tokenizer, save_tokenizer, train_tokenizer

if __name__ == "__main__":
    if len(sys.argv) > 1:
        keep_tokenizer(MODELS / sys.argv[1])
    else:
        save_tokenizer(train_tokenizer())
