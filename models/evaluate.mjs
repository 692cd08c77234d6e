// Asks every variant the held-out questions and prints the tables of the model cards: node models/evaluate.mjs [folder …]
// An answer to a task is right if a validator would say so; one to a question, if it is one that the generators give on its topic.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { text } from "../packages/commodities/dist/index.js";
import { isRightAnswer } from "../packages/commodities/dist/text/tasks/index.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const folders = process.argv.length > 2 ? process.argv.slice(2) : ["tao-text", "tao-text-small", "tao-text-mini"];
const variants = folders
  .filter((folder) => existsSync(`${here}${folder}/onnx/model.onnx`))
  .flatMap((folder) => [
    { name: `${folder}, fp32`, folder, dtype: "fp32" },
    { name: `${folder}, int8`, folder, dtype: "q8" },
  ]);
const questions = readFileSync(`${here}.work/held-out.jsonl`, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const greedy = { temperature: 0, topP: 1, seed: 0, maxTokens: 96 };
const [AT_ONCE, mean] = [4, (values) => values.reduce((sum, value) => sum + value, 0) / values.length];

const isRight = ({ task, accepted }, answer) => (task ? isRightAnswer(task, answer) : accepted.includes(answer.trim()));

async function ask(model, reference, question) {
  const tokens = [];
  for await (const token of model.generate({ messages: question.messages, ...greedy })) tokens.push(token);
  const answer = tokens.map((token) => token.text).join("");
  const ids = tokens.map(({ id }) => id);
  const scores = await reference.score({ messages: question.messages, tokens: ids });
  const likelihood = scores.map(({ logprob }) => logprob);
  const gap = likelihood.map((logprob, index) => Math.abs(logprob - tokens[index].logprob));
  return {
    kind: question.kind,
    content: question.messages.at(-1).content,
    answer,
    right: isRight(question, answer),
    likelihood,
    gap,
  };
}

async function evaluate({ folder, dtype }, reference) {
  const model = await text.loadModel(`${here}${folder}`, { dtype, maxConcurrent: AT_ONCE });
  const results = [];
  const waiting = [...questions];
  const worker = async () => {
    for (let question = waiting.shift(); question; question = waiting.shift()) {
      results.push(await ask(model, reference, question));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const card = model.card;
  await model.dispose();
  const kinds = [...new Set(questions.map(({ kind }) => kind))];
  const accuracy = Object.fromEntries(
    kinds.map((kind) => [
      kind,
      mean(results.filter((result) => result.kind === kind).map(({ right }) => Number(right))),
    ]),
  );
  const tasks = kinds.filter((kind) => kind !== "open" && kind !== "paraphrase");
  const gaps = results.flatMap(({ gap }) => gap).sort((a, b) => a - b);
  return {
    hash: card.hash,
    accuracy,
    tasks: mean(tasks.map((kind) => accuracy[kind])),
    likelihood: mean(results.flatMap(({ likelihood }) => likelihood)),
    gap: mean(gaps),
    gap99: gaps[Math.floor(0.99 * gaps.length)],
    wrong: results.filter(({ right }) => !right).map(({ kind, content, answer }) => ({ kind, content, answer })),
  };
}

const reference = await text.loadModel(`${here}${folders[0]}`, { dtype: "fp32", maxConcurrent: AT_ONCE });
const results = new Map();
for (const variant of variants) results.set(variant.name, await evaluate(variant, reference));
await reference.dispose();

const percent = (share) => `${(100 * share).toFixed(1)}%`;
const row = (title, cell) => `| ${[title, ...[...results.values()].map(cell)].join(" | ")} |`;
const [first] = results.values();
console.log(`| right answers, greedy | ${[...results.keys()].join(" | ")} |`);
console.log(`| --- | ${[...results.keys()].map(() => "---:").join(" | ")} |`);
for (const kind of Object.keys(first.accuracy)) console.log(row(kind, ({ accuracy }) => percent(accuracy[kind])));
console.log(row("**all tasks**", ({ tasks }) => `**${percent(tasks)}**`));
console.log(row("mean log-probability under the reference", ({ likelihood }) => likelihood.toFixed(3)));
console.log(row("mean gap to the reference's log-probability", ({ gap }) => gap.toFixed(4)));
console.log(row("99th percentile of that gap", ({ gap99 }) => gap99.toFixed(3)));
for (const [name, { hash }] of results) console.log(`${name}: ${hash}`);
writeFileSync(`${here}.work/evaluation.json`, `${JSON.stringify(Object.fromEntries(results), null, 2)}\n`);
