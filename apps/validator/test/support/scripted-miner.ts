import type { TextChunk, TextRequest, TextToken } from "@taostack/protocol";
import type { AskOptions, MinerLink } from "../../src/miners/link.js";

export type Step =
  | { readonly say: string }
  /** Words whose texts are not what their tokens stand for. */
  | { readonly lie: string }
  /** Ends the stream without a finish reason. */
  | { readonly leave: true }
  | { readonly fail: Error }
  | { readonly hang: true }
  | { readonly after: Promise<unknown> };

/** A miner that follows a script: one step after the other, one chunk for each word. It goes on where `continueFrom` ends. */
export class ScriptedMiner implements MinerLink {
  readonly requests: TextRequest[] = [];
  aborted = 0;

  constructor(
    readonly uid: number,
    readonly script: readonly Step[],
    readonly hotkey: string = `hotkey-${uid}`,
  ) {}

  async *generate(request: TextRequest, { signal }: AskOptions): AsyncGenerator<TextChunk> {
    this.requests.push(request);
    signal.addEventListener("abort", () => this.aborted++, { once: true });
    const skip = request.continueFrom.length;
    let said = 0;
    for (const step of this.script) {
      if ("fail" in step) throw step.fail;
      if ("hang" in step) await never(signal);
      if ("after" in step) await step.after;
      if ("leave" in step) return;
      if ("lie" in step) yield chunk(step.lie.split(" ").map((word) => ({ ...token(word), text: "something else " })));
      if ("say" in step) {
        for (const word of step.say.split(" ")) if (said++ >= skip) yield chunk([token(word)]);
      }
    }
    yield { tokens: [], finishReason: "stop", usage: { promptTokens: 3, completionTokens: said - skip } };
  }
}

/** Words by their token ids: a scripted miner's tokenizer. */
const words: string[] = [];

export const wordOf = (id: number): string => words[id] ?? "";

export function token(word: string): TextToken {
  if (!words.includes(word)) words.push(word);
  return { id: words.indexOf(word), text: `${word} `, logprob: -0.1 };
}

const chunk = (tokens: TextToken[]): TextChunk => ({ tokens, finishReason: "", usage: undefined });

const never = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
