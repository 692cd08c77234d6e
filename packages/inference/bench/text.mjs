// What answers computed together gain over one at a time, and what prompts that begin alike save.
import { loadTextModel } from "@taostack/inference";
import { compare, concurrently, leaksOf, watchLoop } from "./measure.mjs";

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

export async function benchText(bundled, cancelled) {
  const load = (options) => loadTextModel(bundled, { maxConcurrent: 8, maxQueue: 1000, ...options });
  const [model, plain] = [await load({}), await load({ promptCacheBytes: 0 })];
  const ask = (index) => answer(plain, requestOf(index));
  const system = [{ role: "system", content: instructions.repeat(4) }];
  const prompt = model.encodeChat(requestOf(0, system).messages).length;
  const long = (by) => concurrently((index) => answer(by, requestOf(index, system)), 1, 16);
  await watchLoop(async () => {
    await compare("text, tokens/s of 8 streams / 1", 2.5, concurrently(ask, 8, 48), concurrently(ask, 1, 16));
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
