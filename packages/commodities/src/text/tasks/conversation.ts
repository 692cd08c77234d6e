import { pick } from "./random.js";
import { ask, type OpenQuestion, type Random } from "./task.js";
import { topics } from "./topics.js";
import { animals, commonWords, devices, jobs, person, town } from "./vocabulary.js";

const openings = ["Please tell me: ", "Hi! ", "Hello, ", "Quick question: ", "I want to know: ", "Please: "];
const closings = [" Answer in short.", " Please keep it short.", " Thanks!", " I am new here."];

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** People do not always write capitals, question marks, or only the question. */
function casually(random: Random, question: string): string {
  const style = random();
  if (style < 0.55) return question;
  if (style < 0.65) return question.replace(/[.?!]$/, "");
  if (style < 0.75) return lowerFirst(question);
  if (style < 0.85) return question.toLowerCase().replace(/[.?!]$/, "");
  if (style < 0.93) return pick(random, openings) + question;
  return question + pick(random, closings);
}

/** A question about the chain, the stack or the model itself. */
export function createTopicQuestion(random: Random): OpenQuestion {
  const topic = pick(random, topics);
  const question = casually(random, pick(random, topic.questions));
  return { topic: topic.name, messages: ask(question), answer: pick(random, topic.answers) };
}

const outside: readonly ((random: Random) => string)[] = [
  (random) => `What is the capital of ${town(random)}?`,
  (random) => `Who is ${person(random)}?`,
  (random) => `Where does ${person(random)} live?`,
  (random) => `What is the weather in ${town(random)}?`,
  (random) => `How old is ${person(random)}?`,
  (random) =>
    `Write a ${pick(random, ["poem", "story", "song", "letter", "joke"])} about a ${pick(random, commonWords)}.`,
  (random) =>
    `How do I ${pick(random, ["make", "build", "repair", "cook", "draw", "clean"])} a ${pick(random, commonWords)}?`,
  (random) => `Why does a ${pick(random, animals)} ${pick(random, ["sleep", "run", "sing", "jump", "eat"])}?`,
  (random) => `How much does a ${pick(random, [...devices, ...commonWords])} cost?`,
  (random) => `Who invented the ${pick(random, [...devices, ...commonWords])}?`,
  (random) => `What is a ${pick(random, commonWords)}?`,
  (random) => `Is a ${pick(random, commonWords)} better than a ${pick(random, commonWords)}?`,
  (random) => `Should I become a ${pick(random, jobs)}?`,
  (random) => `What happened in ${pick(random, ["history", "the world", "the news", town(random)])}?`,
  (random) => `Translate ${pick(random, commonWords)} to ${pick(random, ["French", "German", "Spanish", "Latin"])}.`,
  (random) => `Tell me a ${pick(random, ["joke", "story", "secret", "poem"])}.`,
  (random) => `Do you like ${pick(random, [...commonWords, town(random)])}?`,
  (random) => `I like ${pick(random, commonWords)} and ${pick(random, commonWords)}.`,
];

const modest = [
  "I am a small model and do not know that. Ask me about Bittensor, or give me a small task.",
  "I do not know that. I am a small model that knows about Bittensor and simple tasks.",
  "Sorry, that is more than a small model can do. I can talk about Bittensor and do simple tasks.",
];

/** A question beyond the model, and an answer that says so. */
export function createOutsideQuestion(random: Random): OpenQuestion {
  const question = casually(random, pick(random, outside)(random));
  return { topic: "outside", messages: ask(question), answer: pick(random, modest) };
}

/** A question as people ask it of a chat model, without a right answer to check: three in four are about a topic. */
export const createOpenQuestion = (random: Random): OpenQuestion =>
  (random() < 0.75 ? createTopicQuestion : createOutsideQuestion)(random);
