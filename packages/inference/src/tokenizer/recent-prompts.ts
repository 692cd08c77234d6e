import type { ChatMessage } from "../text-model.js";

type Encode = (messages: readonly ChatMessage[]) => readonly number[];

const MOST_PROMPTS = 32;
/** Longer ones are not held: their graph's run outweighs the tokenizer. */
const MOST_CHARACTERS = 8192;

/**
 * Remembers the token ids of the latest prompts: who judges the answers of many to one request needs them several times for each. A
 * chat template and a tokenizer take about as long as the graph takes for ten tokens.
 */
export function rememberPrompts(encode: Encode): Encode {
  const known = new Map<string, readonly number[]>();
  return (messages) => {
    const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
    if (characters > MOST_CHARACTERS) return encode(messages);
    const key = JSON.stringify(messages.map(({ role, content }) => [role, content]));
    const ids = known.get(key) ?? encode(messages);
    // The one used last is the last one.
    known.delete(key);
    known.set(key, ids);
    const [oldest] = known.keys();
    if (known.size > MOST_PROMPTS && oldest !== undefined) known.delete(oldest);
    return ids;
  };
}
