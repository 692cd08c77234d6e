import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { SEQ2SEQ_CONTEXT, writeToySeq2Seq } from "../../../inference/test/support/toy-seq2seq.js";
import { translation } from "../../src/index.js";

const german = { sourceLanguage: "en", targetLanguage: "de" };

it("translates with an encoder-decoder folder, sentence by sentence, and tells it the language as the folder says", async () => {
  const { folder, remove } = await writeToySeq2Seq();
  const plain = await translation.loadModel(folder);
  const text = "stake moves.  miners do.";
  const answer = await plain.translate({ text, ...german });
  // The model writes in capitals what it was taught to: all but pairs of letters that are one token.
  expect(answer).toEqual({ text: "STAKE MOVES.  MinERS DO.", sourceTokens: 23, targetTokens: 23 });
  const long = "a".repeat(SEQ2SEQ_CONTEXT + 1);
  await expect(plain.translate({ text: long, ...german })).rejects.toMatchObject({
    data: { code: "inference/prompt_too_long" },
  });
  await plain.dispose();

  const file = join(folder, "config.json");
  const config = JSON.parse(await readFile(file, "utf8"));
  const task_specific_params = { translation_en_to_de: { prefix: "into german: " } };
  await writeFile(file, JSON.stringify({ ...config, task_specific_params }));
  const told = await translation.loadModel(folder);
  expect((await told.translate({ text: "go on", ...german })).text).toBe("inTO GERMAN: GO ON");
  expect((await told.translate({ text: "go on", sourceLanguage: "de", targetLanguage: "en" })).text).toBe("GO ON");
  await told.dispose();
  await remove();
});
