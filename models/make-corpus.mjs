// Writes the training corpus and the held-out questions as JSON lines. A line to learn from is { messages }, the last message being
// the answer, or { text }, which stands for itself. A held-out line is { kind, messages } and either `task`, by which an answer is
// graded, or `accepted`, the answers that count as right.
// The tasks come from the same generators that validators use, so that a model is taught what it will be asked.
import { createWriteStream, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  createOpenQuestion,
  createTask,
  seededRandom,
  taskKinds,
  topics,
} from "../packages/commodities/dist/text/tasks/index.js";
import { paraphrases } from "./paraphrases.mjs";

const folder = fileURLToPath(new URL(".work/", import.meta.url));
const trainingExamples = 400_000;
const heldOutPerKind = 100;

/** How often a kind comes; 1 where nothing is said. Open questions are of 68 topics, each in many words. */
const practice = {
  sum: 2,
  difference: 2,
  reading: 2,
  sort: 1.5,
  extract: 1.5,
  rewrite: 1.5,
  count: 0.5,
  open: 9,
  statement: 1,
};
const systemPrompts = [
  "You are a helpful assistant.",
  "Be brief.",
  "Answer the question.",
  "You are a friendly assistant.",
];

const withAnswer = ({ messages, answer }) => [...messages, { role: "assistant", content: answer }];

/** Some clients send a system message, and some people talk before they come to the point. */
function inContext(random, messages) {
  const chance = random();
  if (chance < 0.08) {
    const content = systemPrompts[Math.floor(random() * systemPrompts.length)];
    return [{ role: "system", content }, ...messages];
  }
  return chance < 0.14 ? [...withAnswer(createOpenQuestion(random)), ...messages] : messages;
}

/** All answers that the generators give on a topic. */
function answersByTopic() {
  const [random, answers] = [seededRandom(3), new Map(topics.map((topic) => [topic.name, new Set(topic.answers)]))];
  for (let i = 0; i < 10_000; i++) {
    const { topic, answer } = createOpenQuestion(random);
    answers.set(topic, (answers.get(topic) ?? new Set()).add(answer));
  }
  return answers;
}

function* heldOut() {
  const [random, known] = [seededRandom(2), answersByTopic()];
  for (const kind of taskKinds) {
    for (let i = 0; i < heldOutPerKind; i++) {
      const { messages, ...task } = createTask(random, kind);
      yield { kind, messages, task };
    }
  }
  for (let i = 0; i < heldOutPerKind; i++) {
    const { topic, messages } = createOpenQuestion(random);
    yield { kind: "open", messages, accepted: [...known.get(topic)] };
  }
  for (const [content, topic] of paraphrases) {
    yield { kind: "paraphrase", messages: [{ role: "user", content }], accepted: [...known.get(topic)] };
  }
}

/** Sentences as a text and not as an answer, so that a model can go on with one. */
const statement = (random) => {
  const { answers } = topics[Math.floor(random() * topics.length)];
  return { text: answers[Math.floor(random() * answers.length)] };
};

/** Only what the letters say: the same question in capitals or without its mark is the same question. */
const essence = (text) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

function* training(excluded) {
  const random = seededRandom(1);
  const kinds = [...taskKinds, "open", "statement"].flatMap((kind) =>
    Array(Math.round(4 * (practice[kind] ?? 1))).fill(kind),
  );
  for (let made = 0; made < trainingExamples; made++) {
    const kind = kinds[Math.floor(random() * kinds.length)];
    if (kind === "statement") {
      yield statement(random);
      continue;
    }
    const example = kind === "open" ? createOpenQuestion(random) : createTask(random, kind);
    if (!excluded.has(essence(example.messages[0].content))) yield { messages: inContext(random, withAnswer(example)) };
  }
}

async function write(name, examples) {
  const file = createWriteStream(folder + name);
  for (const example of examples) {
    if (!file.write(`${JSON.stringify(example)}\n`)) await new Promise((resolve) => file.once("drain", resolve));
  }
  await new Promise((resolve) => file.end(resolve));
}

mkdirSync(folder, { recursive: true });
const tests = [...heldOut()];
await write("held-out.jsonl", tests);
// Topic questions are few and meant to be known by heart; everything else in the held-out set is new to the model.
const excluded = new Set(
  tests.filter(({ kind }) => kind !== "open").map(({ messages }) => essence(messages[0].content)),
);
if (!process.argv.includes("--held-out-only")) await write("training.jsonl", training(excluded));
