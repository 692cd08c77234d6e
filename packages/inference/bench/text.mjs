// What answers computed together gain over one at a time, what prompts that begin alike save, and what serving costs beside a bare
// onnxruntime loop: one as examples have it, on the calling thread, that feeds the cache back and takes the likeliest token each time.
import { join } from "node:path";
import { loadTextModel } from "@taostack/inference";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { bareSettings, compare, concurrently, leaksOf, ROUNDS, watchLoop } from "./measure.mjs";

const questions = [
  "What is a subnet?",
  "What is a validator?",
  "How do miners earn?",
  "What is 12 plus 30?",
  "What is the tempo?",
  "Explain staking in one sentence.",
  "What is an axon?",
  "Rewrite politely: give me the report.",
];
const instructions =
  "You are the helper of a network of miners and validators. Answer in one clean sentence, name the units, and say so when you " +
  "do not know. ";

const requestOf = (index, system = []) => ({
  messages: [...system, { role: "user", content: questions[index % questions.length] }],
  maxTokens: 64,
  temperature: 0.7,
  topP: 0.9,
  seed: index,
});

/** Reads an answer, and says how many tokens it has. */
async function answer(model, request, signal) {
  let tokens = 0;
  for await (const _ of model.generate(request, { signal })) tokens += 1;
  return tokens;
}

const int64 = (values) => new Tensor("int64", BigInt64Array.from(values, BigInt), [1, values.length]);

/** Greedy tokens after `prompt`, each from a run that is given what the one before has kept. */
async function bareAnswer(session, prompt, { count, endTokens }) {
  let past = {};
  for (const { name, shape } of session.inputMetadata) {
    if (name.startsWith("past")) past[name] = new Tensor("float32", new Float32Array(0), [1, shape[1], 0, shape[3]]);
  }
  const tokens = [];
  let given = prompt;
  while (tokens.length < count) {
    const seen = prompt.length + tokens.length;
    const attention = new Array(seen).fill(1);
    const positions = given.map((_, index) => seen - given.length + index);
    const { logits, ...present } = await session.run({
      ...past,
      input_ids: int64(given),
      attention_mask: int64(attention),
      position_ids: int64(positions),
    });
    const last = logits.data.subarray(-logits.dims.at(-1));
    let best = 0;
    for (let token = 1; token < last.length; token += 1) if (last[token] > last[best]) best = token;
    tokens.push(best);
    if (endTokens.includes(best)) break;
    given = [best];
    past = Object.fromEntries(
      Object.entries(present).map(([name, tensor]) => [name.replace("present", "past_key_values"), tensor]),
    );
  }
  return tokens.length;
}

/** Both answer the same questions greedily; the tokens are the same ones. */
async function benchBeside(name, model, folder) {
  const session = await InferenceSession.create(join(folder, "onnx", "model.onnx"), bareSettings);
  const greedy = { maxTokens: 64, temperature: 0, topP: 1, seed: 0 };
  const served = (index) => answer(model, { messages: requestOf(index).messages, ...greedy });
  const bare = (index) =>
    bareAnswer(session, model.encodeChat(requestOf(index).messages), { count: 64, endTokens: model.eosTokenIds });
  for (let index = 0; index < questions.length; index += 1) {
    if ((await served(index)) !== (await bare(index))) throw new Error("the bare loop gives another answer");
  }
  await compare(name, 0.95, concurrently(served, 1, 4), concurrently(bare, 1, 4), 5 * ROUNDS);
  await session.release();
}

const sentences = [
  "The old farmer sells twelve apples at the market.",
  "My sister reads a red book in the garden.",
  "We do not drink coffee in the evening.",
  "The train to the city leaves at nine.",
];

/** Translations as the bundled translator is asked for them: by a tag for the language, the likeliest tokens. */
export async function benchTranslation(bundled) {
  const model = await loadTextModel(bundled, { maxConcurrent: 16, maxQueue: 1000 });
  const translate = (index) =>
    answer(model, {
      messages: [{ role: "user", content: `>>de<< ${sentences[index % sentences.length]}` }],
      maxTokens: 48,
      temperature: 0,
      topP: 1,
      seed: 0,
    });
  await watchLoop(() =>
    compare(
      "tao-translate, 16 callers / 1 caller",
      3,
      concurrently(translate, 16, 96),
      concurrently(translate, 1, 16),
      3 * ROUNDS,
    ),
  );
  await model.dispose();
}

export async function benchText(bundled, cancelled) {
  const load = (options) => loadTextModel(bundled, { maxConcurrent: 8, maxQueue: 1000, ...options });
  const [model, plain] = [await load({}), await load({ promptCacheBytes: 0 })];
  const ask = (index) => answer(plain, requestOf(index));
  const system = [{ role: "system", content: instructions.repeat(4) }];
  const prompt = model.encodeChat(requestOf(0, system).messages).length;
  const long = (by) => concurrently((index) => answer(by, requestOf(index, system)), 1, 16);
  await benchBeside("text, 1 stream / bare loop", plain, bundled);
  await watchLoop(async () => {
    await compare(
      "text, tokens/s of 8 streams / 1",
      2.5,
      concurrently(ask, 8, 48),
      concurrently(ask, 1, 16),
      3 * ROUNDS,
    );
    await compare(`text, ${prompt} tokens of prompt seen before / new`, undefined, long(model), long(plain));
  });
  await leaksOf(`${cancelled} cancelled answers`, async () => {
    const leave = async (index) => {
      const controller = new AbortController();
      const run = model.generate(requestOf(index), { signal: controller.signal });
      if (index % 10 === 0) await run.next();
      const next = run.next();
      controller.abort();
      await next.catch(() => undefined);
    };
    await concurrently(leave, 64, cancelled)();
    await answer(model, requestOf(0));
  });
  await Promise.all([model.dispose(), plain.dispose()]);
}
