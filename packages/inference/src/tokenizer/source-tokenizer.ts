import { Tokenizer as HuggingFaceTokenizer } from "@huggingface/tokenizers";

/** Turns a text into what an encoder takes, end token and all, and a decoder's tokens into text. */
export interface SourceTokenizer {
  /** Characters of the longest token. */
  readonly longestToken: number;
  /** Of the plain vocabulary: some folders add special tokens that their graph never sees. */
  readonly largestId: number;
  encode(text: string): number[];
  decode(tokens: readonly number[]): string;
  idOf(token: string): number | undefined;
}

/** @param files - `tokenizer.json` and `tokenizer_config.json`, parsed. */
export function createSourceTokenizer(files: {
  readonly tokenizer: object;
  readonly config: Readonly<Record<string, unknown>>;
}): SourceTokenizer {
  const inner = new HuggingFaceTokenizer(files.tokenizer, files.config);
  const vocabulary = inner.get_vocab(true);
  const decoding = { skip_special_tokens: true, clean_up_tokenization_spaces: false };
  return {
    longestToken: [...vocabulary.keys()].reduce((longest, token) => Math.max(longest, token.length), 1),
    largestId: [...inner.get_vocab(false).values()].reduce((largest, id) => Math.max(largest, id), 0),
    encode: (text) => inner.encode(text, { add_special_tokens: true }).ids,
    decode: (tokens) => (tokens.length === 0 ? "" : inner.decode([...tokens], decoding).trim()),
    idOf: (token) => inner.token_to_id(token),
  };
}
