// Writes the training corpus and the held-out tasks as JSON lines: { kind, messages }, the last message being the answer;
// a held-out line also has `accepted`, the answers that count as right.
// The tasks come from the same generators that validators use, so that a model is taught what it will be asked.
import { createWriteStream, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  createOpenQuestion,
  createTask,
  seededRandom,
  taskKinds,
} from "../packages/commodities/dist/text/tasks/index.js";

const folder = fileURLToPath(new URL(".work/", import.meta.url));
const trainingExamples = 400_000;
const heldOutPerKind = 200;

/** Skills that take more practice than others; the rest count 1. */
const practice = { sum: 3, difference: 3, reading: 2.5, lookup: 1.5, sort: 2, reverse: 1.5, open: 2.5 };
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
  const [random, answers] = [seededRandom(3), new Map()];
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
      const task = createTask(random, kind);
      yield { kind, messages: withAnswer(task), accepted: [task.answer] };
    }
  }
  for (let i = 0; i < heldOutPerKind; i++) {
    const question = createOpenQuestion(random);
    yield { kind: "open", messages: withAnswer(question), accepted: [...known.get(question.topic)] };
  }
}

function* training(excluded) {
  const random = seededRandom(1);
  const kinds = [...taskKinds, "open"].flatMap((kind) => Array(Math.round(4 * (practice[kind] ?? 1))).fill(kind));
  for (let made = 0; made < trainingExamples; ) {
    const kind = kinds[Math.floor(random() * kinds.length)];
    const example = kind === "open" ? createOpenQuestion(random) : createTask(random, kind);
    if (excluded.has(example.messages[0].content)) continue;
    yield { kind, messages: inContext(random, withAnswer(example)) };
    made++;
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
const excluded = new Set(tests.filter(({ kind }) => kind !== "open").map(({ messages }) => messages[0].content));
if (!process.argv.includes("--held-out-only")) await write("training.jsonl", training(excluded));
