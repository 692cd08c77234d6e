import type { Seq2SeqModel } from "@taostack/inference";
import type { TranslationTask } from "./contract.js";
import { longestAnswer, longestSentence, translateBySentence, withoutMarks } from "./sentences.js";
import type { Translator } from "./translator.js";

/**
 * A translator of an encoder-decoder, told the language as its folder says: by a mark (">>de<<", Marian models of several
 * languages) or by words (T5's task settings). A model of one pair of languages is given the text alone.
 */
export function translatorFromSeq2SeqModel(model: Seq2SeqModel): Translator {
  return {
    card: model.card,
    translate: (task, options = {}) => {
      const before = prefixOf(model, task);
      return translateBySentence(task.text, async (sentence) => {
        const text = `${before}${withoutMarks(sentence)}`;
        const maxTokens = longestAnswer(model.countTokens(text));
        return model.rewrite({ text, maxTokens }, options);
      });
    },
    longestPiece: (task) => {
      const before = prefixOf(model, task);
      return longestSentence(task.text, (sentence) => model.countTokens(`${before}${withoutMarks(sentence)}`));
    },
    dispose: () => model.dispose(),
  };
}

function prefixOf(model: Seq2SeqModel, { sourceLanguage, targetLanguage }: TranslationTask): string {
  const mark = `>>${targetLanguage}<<`;
  if (model.hasToken(mark)) return `${mark} `;
  const settings = model.taskSettings[`translation_${sourceLanguage}_to_${targetLanguage}`];
  const prefix = (settings as { prefix?: unknown } | undefined)?.prefix;
  return typeof prefix === "string" ? prefix : "";
}
