// Writes the training corpus and the held-out sentences as JSON lines: { from, to, messages }, the last message being the
// translation. The sentences come from the grammar that validators ask from, so that a model is taught what it will be asked.
import { createWriteStream, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { seededRandom } from "../../packages/commodities/dist/text/tasks/index.js";
import { randomSentence, sentenceIn } from "../../packages/commodities/dist/translation/grammar/index.js";
import { languages } from "../../packages/commodities/dist/translation/languages.js";

const folder = fileURLToPath(new URL(".work/", import.meta.url));
const trainingExamples = 100_000;
const heldOutPerDirection = 50;

const directions = languages.flatMap((from) => languages.filter((to) => to !== from).map((to) => ({ from, to })));

function example(sentence, { from, to }) {
  const content = `>>${to}<< ${sentenceIn(from, sentence)}`;
  return {
    from,
    to,
    messages: [
      { role: "user", content },
      { role: "assistant", content: sentenceIn(to, sentence) },
    ],
  };
}

function* heldOut() {
  const random = seededRandom(2);
  for (const direction of directions) {
    for (let made = 0; made < heldOutPerDirection; made++) yield example(randomSentence(random), direction);
  }
}

/** No sentence that is held out, in whatever direction. */
function* training(excluded) {
  const random = seededRandom(1);
  for (let made = 0; made < trainingExamples; ) {
    const sentence = randomSentence(random);
    const direction = directions[Math.floor(random() * directions.length)];
    if (excluded.has(sentenceIn("en", sentence))) continue;
    yield example(sentence, direction);
    made++;
  }
}

function excludedSentences() {
  const random = seededRandom(2);
  const count = directions.length * heldOutPerDirection;
  return new Set(Array.from({ length: count }, () => sentenceIn("en", randomSentence(random))));
}

async function write(name, examples) {
  const file = createWriteStream(folder + name);
  for (const line of examples) {
    if (!file.write(`${JSON.stringify(line)}\n`)) await new Promise((resolve) => file.once("drain", resolve));
  }
  await new Promise((resolve) => file.end(resolve));
}

mkdirSync(folder, { recursive: true });
await write("held-out.jsonl", heldOut());
await write("training.jsonl", training(excludedSentences()));
