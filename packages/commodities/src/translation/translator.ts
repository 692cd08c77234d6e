import type { CallOptions, ModelCard, TextModel } from "@taostack/inference";
import type { TranslationTask } from "./contract.js";

export interface Translation {
  readonly text: string;
  readonly sourceTokens: number;
  readonly targetTokens: number;
}

/** Whatever translates: a bundled model, another folder, an engine of one's own. */
export interface Translator {
  readonly card: ModelCard;
  translate(task: TranslationTask, options?: CallOptions): Promise<Translation>;
  /** Stops what runs and frees the memory. Safe to call twice. */
  dispose(): Promise<void>;
}

/** A translation may have this many times the tokens of its prompt, and some more; what goes on is not one. */
const [LONGEST_RATIO, LONGEST_EXTRA] = [2, 16];

/** A mark of a language in someone's text must not ask for that language. */
const withoutMarks = (text: string): string => text.replace(/>>(?=[a-z]{2}<<)/g, "> >");

/** Sentence by sentence, which is what small models were taught; the gaps stay as they are. */
const sentencesOf = (text: string): string[] => text.trim().split(/(?<=[.!?])(\s+)(?=\S)/u);

/**
 * A translator of a language model whose chat was taught to translate: asked for ">>de<< text", it answers in German.
 * It takes the likeliest token each time, so that the same text has the same translation.
 */
export function translatorFromTextModel(model: TextModel): Translator {
  async function translateSentence(sentence: string, language: string, options: CallOptions): Promise<Translation> {
    const messages = [{ role: "user" as const, content: `>>${language}<< ${withoutMarks(sentence)}` }];
    const maxTokens = LONGEST_RATIO * model.encodeChat(messages).length + LONGEST_EXTRA;
    const answer = model.generate({ messages, maxTokens, temperature: 0, topP: 1, seed: 0 }, options);
    const parts: string[] = [];
    for (;;) {
      const next = await answer.next();
      if (next.done) {
        const { promptTokens, completionTokens } = next.value;
        return { text: parts.join("").trim(), sourceTokens: promptTokens, targetTokens: completionTokens };
      }
      parts.push(next.value.text);
    }
  }
  return {
    card: model.card,
    async translate({ text, targetLanguage }, options = {}) {
      const all: Translation[] = [];
      for (const [index, part] of sentencesOf(text).entries()) {
        const isGap = index % 2 === 1;
        all.push(
          isGap
            ? { text: part, sourceTokens: 0, targetTokens: 0 }
            : await translateSentence(part, targetLanguage, options),
        );
      }
      return {
        text: all.map((part) => part.text).join(""),
        sourceTokens: all.reduce((sum, part) => sum + part.sourceTokens, 0),
        targetTokens: all.reduce((sum, part) => sum + part.targetTokens, 0),
      };
    },
    dispose: () => model.dispose(),
  };
}
