import type { TranslationTask } from "./contract.js";
import type { Translation } from "./sentences.js";
import type { Translator } from "./translator.js";

/**
 * A translator that does what is asked several times at once only once, as a validator asks that judges several answers to one request.
 * A caller that goes away leaves the work to the others, and to its end.
 */
export function translatingOnce(translator: Translator): Translator {
  const running = new Map<string, Promise<Translation>>();
  const begin = (key: string, task: TranslationTask): Promise<Translation> => {
    const work = translator.translate(task).finally(() => running.delete(key));
    running.set(key, work);
    return work;
  };
  return {
    ...translator,
    async translate(task, { signal } = {}) {
      signal?.throwIfAborted();
      const key = JSON.stringify([task.sourceLanguage, task.targetLanguage, task.text]);
      const found = await (running.get(key) ?? begin(key, task));
      signal?.throwIfAborted();
      return found;
    },
  };
}
