/** GPT-2's printable stand-ins for the 256 bytes, in byte order. */
function byteAlphabet(): string[] {
  const printable = (byte: number) => (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(printable(byte) ? byte : next++));
}

const special = ["<|end|>", "<|user|>", "<|assistant|>", "<|system|>"];
const merges = ["Ġ t", "h e", "Ġt he", "i n", "Ġ a"];

/** A byte-level BPE: characters beyond ASCII take several tokens, words start with their space. */
export function toyTokenizer() {
  const pieces = [...byteAlphabet(), ...merges.map((merge) => merge.replace(" ", ""))];
  const vocab = Object.fromEntries(pieces.map((piece, id) => [piece, id]));
  const added_tokens = special.map((content, index) => ({
    id: pieces.length + index,
    content,
    special: true,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
  }));
  return {
    vocabularySize: pieces.length + special.length,
    endToken: pieces.length,
    tokenizer: {
      version: "1.0",
      added_tokens,
      normalizer: null,
      pre_tokenizer: { type: "ByteLevel", add_prefix_space: false, use_regex: true },
      post_processor: null,
      decoder: { type: "ByteLevel" },
      model: { type: "BPE", vocab, merges, unk_token: null },
    },
    config: {
      eos_token: "<|end|>",
      chat_template:
        "{% for message in messages %}{{ '<|' + message['role'] + '|>' + message['content'] + '<|end|>' }}{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>' }}{% endif %}",
    },
  };
}
