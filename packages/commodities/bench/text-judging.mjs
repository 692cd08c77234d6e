// What judging a text answer costs, beside generating the same answer with the same model: processor time, both sides one right after
// the other in each round. The answers are those of the bundled reference to fresh challenges, through the miner's own code. Judged
// are one miner's answers, and those of a round of honest miners, who draw the same tokens.
//   node bench/text-judging.mjs [--model tao-text] [--rounds 9] [--answers 40] [--max-tokens 128]
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { defaultTextLimits, generateChunks, readingOnce, text, textAnswerOf } from "@taostack/commodities";

const { values } = parseArgs({
  options: {
    model: { type: "string", default: "tao-text" },
    rounds: { type: "string", default: "9" },
    answers: { type: "string", default: "40" },
    "max-tokens": { type: "string", default: "128" },
  },
});
const [rounds, count, maxTokens] = [values.rounds, values.answers, values["max-tokens"]].map(Number);
const MINERS = 8;
const model = await text.loadModel(values.model);
const validator = readingOnce(model);
const { signal } = new AbortController();

/** Fresh challenges, every round others. */
const challengesOf = (round) =>
  Array.from({ length: count }, (_, index) => {
    const { request, check } = text.createChallenge(1_000_000 + round * count + index);
    return { request: { ...request, sampling: { ...request.sampling, maxTokens } }, check };
  });

/** Milliseconds of processor time, all threads. */
async function processorMs(work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function measure(round) {
  const challenges = challengesOf(round);
  const answers = [];
  const scores = [];
  const generating = await processorMs(async () => {
    for (const { request } of challenges) {
      const chunks = [];
      for await (const chunk of generateChunks(model, request, defaultTextLimits, signal)) chunks.push(chunk);
      answers.push(textAnswerOf(chunks));
    }
  });
  const judging = await processorMs(async () => {
    for (const [index, challenge] of challenges.entries()) {
      scores.push(await text.verifyAnswer(model, { ...challenge, answer: answers[index] }));
    }
  });
  const judgingAll = await processorMs(async () => {
    for (const [index, challenge] of challenges.entries()) {
      for (let miner = 0; miner < MINERS; miner += 1) {
        scores.push(await text.verifyAnswer(validator, { ...challenge, answer: answers[index] }));
      }
    }
  });
  if (scores.some(({ parts }) => parts.authenticity < 0.99)) throw new Error("an honest answer was not recognised");
  const tokens = answers.reduce((sum, answer) => sum + answer.tokens.length, 0);
  return {
    ratio: judging / generating,
    all: judgingAll / (MINERS * generating),
    perToken: (1000 * generating) / tokens,
    perAnswer: judging / count,
    tokens,
  };
}

await measure(0); // warms both sides up
const measured = [];
for (let round = 1; round <= rounds; round += 1) measured.push(await measure(round));
await model.dispose();

const spread = (values, digits) => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part) => sorted[Math.round(part * (sorted.length - 1))].toFixed(digits);
  return `${at(0.5)} (quartiles ${at(0.25)} to ${at(0.75)})`;
};
console.log(`${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}; ${values.model}, ${rounds} rounds`);
console.log(
  `tokens of an answer         ${spread(
    measured.map(({ tokens }) => tokens / count),
    1,
  )}`,
);
console.log(
  `generating, µs a token      ${spread(
    measured.map(({ perToken }) => perToken),
    0,
  )}`,
);
console.log(
  `judging, ms an answer       ${spread(
    measured.map(({ perAnswer }) => perAnswer),
    2,
  )}`,
);
for (const [name, part] of [
  ["one miner", ({ ratio }) => ratio],
  [`${MINERS} miners`, ({ all }) => all],
]) {
  console.log(`judging / generating, ${name.padEnd(9)} ${spread(measured.map(part), 3)}  goal ≤ 0.15`);
}
