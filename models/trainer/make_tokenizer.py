"""Trains the tokenizer that both models share: python -m trainer.make_tokenizer"""

from .tokenizer import save_tokenizer, train_tokenizer

if __name__ == "__main__":
    save_tokenizer(train_tokenizer())
