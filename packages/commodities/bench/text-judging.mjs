// What judging a text answer costs, beside generating the same answer with the same weights: processor time, both sides one right after
// the other in each round. The answers are those of the bundled reference to fresh challenges, through the miner's own code; the
// validator has a model of its own, which has not seen the prompts. Judged are answers to requests that one miner was asked, those of
// a round in which each miner gives another answer (drawn with other seeds), and of one in which all draw the same tokens.
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
const reference = await text.loadModel(values.model);
const validator = readingOnce(reference);
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

async function answerOf({ request }) {
  const chunks = [];
  for await (const chunk of generateChunks(model, request, defaultTextLimits, signal)) chunks.push(chunk);
  return textAnswerOf(chunks);
}

const withSeed = ({ request, check }, miner) => ({
  request: { ...request, sampling: { ...request.sampling, seed: 1 + miner } },
  check,
});

/** Generates an answer to each of `challenges`, and judges it. */
async function generateAndJudge(challenges, by) {
  const answers = [];
  const scores = [];
  const generating = await processorMs(async () => {
    for (const challenge of challenges) answers.push(await answerOf(challenge));
  });
  const judging = await processorMs(async () => {
    for (const [index, challenge] of challenges.entries()) {
      scores.push(await text.verifyAnswer(by, { ...challenge, answer: answers[index] }));
    }
  });
  if (scores.some(({ parts }) => parts.authenticity < 0.99)) throw new Error("an honest answer was not recognised");
  return { answers, generating, judging };
}

async function measure(round) {
  const challenges = challengesOf(round);
  const one = await generateAndJudge(challenges, reference);
  const others = challengesOf(round + 10_000)
    .slice(0, Math.ceil(count / MINERS))
    .flatMap((challenge) => Array.from({ length: MINERS }, (_, miner) => withSeed(challenge, miner)));
  const each = await generateAndJudge(others, validator);
  const judgingEqual = await processorMs(async () => {
    for (const [index, challenge] of challenges.entries()) {
      for (let miner = 0; miner < MINERS; miner += 1) {
        await text.verifyAnswer(validator, { ...challenge, answer: one.answers[index] });
      }
    }
  });
  const tokens = one.answers.reduce((sum, answer) => sum + answer.tokens.length, 0);
  return {
    ratio: one.judging / one.generating,
    each: each.judging / each.generating,
    equal: judgingEqual / (MINERS * one.generating),
    perToken: (1000 * one.generating) / tokens,
    perAnswer: one.judging / count,
    tokens,
  };
}

await measure(0); // warms both sides up
const measured = [];
for (let round = 1; round <= rounds; round += 1) measured.push(await measure(round));
await Promise.all([model.dispose(), reference.dispose()]);

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
  [`${MINERS} miners, ${MINERS} answers`, ({ each }) => each],
  [`${MINERS} miners, equal answers`, ({ equal }) => equal],
]) {
  console.log(`judging / generating, ${name.padEnd(23)} ${spread(measured.map(part), 3)}  goal ≤ 0.15`);
}
