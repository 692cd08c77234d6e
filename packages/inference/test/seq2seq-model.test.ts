import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isInferenceError, type LoadSeq2SeqModelOptions, loadSeq2SeqModel, type Seq2SeqModel } from "../src/index.js";
import { type DecoderKind, SEQ2SEQ_CONTEXT, writeToySeq2Seq } from "./support/toy-seq2seq.js";

async function withModel(
  work: (model: Seq2SeqModel, folder: string) => Promise<void>,
  { kind, ...options }: LoadSeq2SeqModelOptions & { kind?: DecoderKind } = {},
): Promise<void> {
  const toy = await writeToySeq2Seq(kind);
  const model = await loadSeq2SeqModel(toy.folder, options);
  try {
    await work(model, toy.folder);
  } finally {
    await model.dispose();
    await toy.remove();
  }
}

const sentence = "stake moves on 12 subnets";

describe("an encoder-decoder model", () => {
  it.each<DecoderKind>(["merged", "with past", "alone"])("answers with a decoder that is %s", (kind) =>
    withModel(
      async (model) => {
        const { targetTokens, sourceTokens, ...answer } = await model.rewrite({ text: sentence, maxTokens: 60 });
        expect(answer).toEqual({ text: "STAKE MOVES ON 12 SUBNETS", finishReason: "stop" });
        expect(sourceTokens).toBe(model.countTokens(sentence));
        expect(targetTokens).toBe(sourceTokens);
        const texts = ["one", "bird song", "a longer song", "x"];
        const answers = await Promise.all(texts.map((text) => model.rewrite({ text, maxTokens: 60 })));
        expect(answers.map(({ text }) => text)).toEqual(texts.map((text) => text.toUpperCase()));
      },
      { kind },
    ),
  );

  it("stops at the number of tokens, and begins with what it is told to", () =>
    withModel(async (model) => {
      expect(await model.rewrite({ text: "abcdef", maxTokens: 3 })).toMatchObject({
        text: "ABC",
        finishReason: "length",
      });
      expect((await model.rewrite({ text: "abc", maxTokens: 60, beginWith: "Z" })).text).toBe("ZBC");
      expect([model.hasToken("Z"), model.hasToken(">>de<<")]).toEqual([true, false]);
    }));

  it("refuses what it cannot take and goes on", () =>
    withModel(async (model) => {
      const code = (request: Parameters<Seq2SeqModel["rewrite"]>[0]) =>
        model.rewrite(request).catch((error) => error.data);
      expect(await code({ text: "a", maxTokens: 0 })).toEqual({
        code: "inference/invalid_request",
        field: "maxTokens",
      });
      expect(await code({ text: "a", maxTokens: 1, beginWith: ">>de<<" })).toEqual({
        code: "inference/invalid_request",
        field: "beginWith",
      });
      for (const text of ["b ".repeat(SEQ2SEQ_CONTEXT), "b".repeat(50_000_000)]) {
        expect(await code({ text, maxTokens: 1 })).toMatchObject({
          code: "inference/prompt_too_long",
          limit: SEQ2SEQ_CONTEXT,
        });
      }
      expect((await model.rewrite({ text: "go on", maxTokens: 60 })).text).toBe("GO ON");
    }));

  it("refuses more than it queues, frees the slot of who goes away, and ends with its model", () =>
    withModel(
      async (model) => {
        const controller = new AbortController();
        const { signal } = controller;
        const request = { text: sentence, maxTokens: 60 };
        const leaving = [0, 1].map(() => model.rewrite(request, { signal }));
        await expect(model.rewrite(request)).rejects.toSatisfy((error) =>
          isInferenceError(error, "inference/overloaded"),
        );
        controller.abort(new Error("gone"));
        for (const run of leaving) await expect(run).rejects.toThrow("gone");
        await expect(model.rewrite(request)).resolves.toMatchObject({ finishReason: "stop" });
        await Promise.all([model.dispose(), model.dispose()]);
        await expect(model.rewrite(request)).rejects.toMatchObject({ data: { code: "inference/disposed" } });
      },
      { maxConcurrent: 1, maxQueue: 1 },
    ));

  it("describes itself by the files that decide its answers", () =>
    withModel(
      async (model, folder) => {
        expect(model.card).toMatchObject({ dtype: "fp32", contextLength: 20, vocabularySize: 265 });
        await writeFile(
          join(folder, "generation_config.json"),
          JSON.stringify({ decoder_start_token_id: 1, eos_token_id: 2 }),
        );
        const other = await loadSeq2SeqModel(folder);
        await other.dispose();
        expect(other.card.hash).not.toBe(model.card.hash);
      },
      { maxContextTokens: 20 },
    ));
});

describe("loadSeq2SeqModel", () => {
  it("names what is missing or broken", async () => {
    const { folder, remove } = await writeToySeq2Seq("with past");
    const failure = () =>
      loadSeq2SeqModel(folder).then(
        (model) => model.dispose(),
        (error) => error.data,
      );
    const invalid = (file: string) => ({ code: "inference/model_invalid", folder, file });
    const edit = async (file: string, change: (content: Record<string, unknown>) => unknown) => {
      const path = join(folder, file);
      const text = await readFile(path, "utf8");
      await writeFile(path, JSON.stringify(change(JSON.parse(text))));
      const data = await failure();
      await writeFile(path, text);
      return data;
    };
    expect(await edit("config.json", (all) => ({ ...all, is_encoder_decoder: false }))).toEqual(invalid("config.json"));
    expect(await edit("generation_config.json", () => ({}))).toEqual(invalid("config.json"));
    const wider = (all: { model?: { vocab: object } }) => ({
      ...all,
      model: { ...all.model, vocab: { ...all.model!.vocab, far: 4000 } },
    });
    expect(await edit("tokenizer.json", wider)).toEqual(invalid("tokenizer.json"));
    const graph = join(folder, "onnx", "decoder_with_past_model.onnx");
    const bytes = await readFile(graph);
    await writeFile(graph, bytes.subarray(0, bytes.length / 2));
    expect(await failure()).toEqual(invalid("onnx/encoder_model.onnx"));
    await rm(join(folder, "onnx", "decoder_model.onnx"));
    expect(await failure()).toEqual(invalid("onnx"));
    await remove();
    expect(await failure()).toEqual({ code: "inference/model_not_found", folder });
  });
});
