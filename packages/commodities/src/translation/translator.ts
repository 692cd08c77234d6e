import type { CallOptions, ModelCard, TextModel } from "@taostack/inference";
import type { TranslationTask } from "./contract.js";
import { longestAnswer, longestSentence, type Translation, translateBySentence, withoutMarks } from "./sentences.js";

export type { Translation } from "./sentences.js";

/** Whatever translates: a bundled model, another folder, an engine of one's own. */
export interface Translator {
  readonly card: ModelCard;
  translate(task: TranslationTask, options?: CallOptions): Promise<Translation>;
  /** Tokens of the longest piece that it would read at once; the card's `contextLength` has to hold them. Absent where nothing is too long. */
  longestPiece?(task: TranslationTask): number;
  /** Stops what runs and frees the memory. Safe to call twice. */
  dispose(): Promise<void>;
}

/**
 * A translator of a language model whose chat was taught to translate: asked for ">>de<< text", it answers in German.
 * It takes the likeliest token each time, so that the same text has the same translation.
 */
export function translatorFromTextModel(model: TextModel): Translator {
  const askFor = (sentence: string, language: string) => [
    { role: "user" as const, content: `>>${language}<< ${withoutMarks(sentence)}` },
  ];
  async function translateSentence(sentence: string, language: string, options: CallOptions): Promise<Translation> {
    const messages = askFor(sentence, language);
    const maxTokens = longestAnswer(model.encodeChat(messages).length);
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
    translate: ({ text, targetLanguage }, options = {}) =>
      translateBySentence(text, (sentence) => translateSentence(sentence, targetLanguage, options)),
    longestPiece: ({ text, targetLanguage }) =>
      longestSentence(text, (sentence) => model.encodeChat(askFor(sentence, targetLanguage)).length),
    dispose: () => model.dispose(),
  };
}
