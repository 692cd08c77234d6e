import { Tokenizer as HuggingFaceTokenizer } from "@huggingface/tokenizers";
import { inferenceError } from "../errors.js";
import type { ChatMessage } from "../text-model.js";
import { createChatTemplate, type RenderChat } from "./chat-template.js";

/** The files of a model folder that make its tokenizer, parsed. */
export interface TokenizerFiles {
  readonly tokenizer: object;
  readonly config: Readonly<Record<string, unknown>>;
  /** Jinja. */
  readonly chatTemplate: string;
}

export interface Tokenizer {
  /** Characters of the longest token: a text has at least its length divided by this many tokens. */
  readonly longestToken: number;
  /** Of the plain vocabulary: some folders add special tokens that their graph never sees. */
  readonly largestId: number;
  encodeChat(messages: readonly ChatMessage[]): number[];
  decode(tokens: readonly number[]): string;
  idOf(token: string): number | undefined;
}

export function createTokenizer({ tokenizer, config, chatTemplate }: TokenizerFiles): Tokenizer {
  const inner = new HuggingFaceTokenizer(tokenizer, config);
  const special = [...inner.get_added_tokens_decoder().values()].filter((token) => token.special);
  const render = createChatTemplate(chatTemplate, {
    bos_token: tokenText(config.bos_token),
    eos_token: tokenText(config.eos_token),
  });
  // Who writes an end-of-turn mark into a message must not be able to end the turn.
  const clean = (content: string) => special.reduce((text, token) => text.replaceAll(token.content, ""), content);
  const vocabulary = inner.get_vocab(true);
  return {
    longestToken: [...vocabulary.keys()].reduce((longest, token) => Math.max(longest, token.length), 1),
    largestId: [...inner.get_vocab(false).values()].reduce((largest, id) => Math.max(largest, id), 0),
    encodeChat: (messages) => {
      const cleaned = messages.map(({ role, content }) => ({ role, content: clean(content) }));
      return inner.encode(renderOrRefuse(render, cleaned), { add_special_tokens: false }).ids;
    },
    decode: (tokens) =>
      tokens.length === 0
        ? ""
        : inner.decode([...tokens], { skip_special_tokens: true, clean_up_tokenization_spaces: false }),
    idOf: (token) => inner.token_to_id(token),
  };
}

/** Templates refuse what their model was not trained for, such as two messages of the user in a row. */
function renderOrRefuse(render: RenderChat, messages: readonly ChatMessage[]): string {
  try {
    return render(messages);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw inferenceError(
      { code: "inference/invalid_request", field: "messages" },
      `The model's chat template refuses the messages: ${why}.`,
      { cause },
    );
  }
}

/** A special token in `tokenizer_config.json`: its text, or an object that holds it. */
export function tokenText(token: unknown): string {
  if (typeof token === "string") return token;
  const content = (token as { content?: unknown } | null | undefined)?.content;
  return typeof content === "string" ? content : "";
}
