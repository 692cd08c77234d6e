import { integer, pick } from "./random.js";
import { ask, type OpenQuestion, type Random } from "./task.js";
import { topics } from "./topics/index.js";
import { animals, cities, commonWords, countries, devices, jobs, person, town } from "./vocabulary.js";

const openings = [
  "Please tell me: ",
  "Hi! ",
  "Hello, ",
  "Hey, ",
  "Quick question: ",
  "I want to know: ",
  "Please: ",
  "I wonder: ",
  "One more thing: ",
  "Can you answer this: ",
  "Excuse me, ",
  "So ",
  "OK, ",
  "Now ",
  "Sorry, but ",
  "Just asking: ",
  "My question is: ",
  "By the way, ",
];
const closings = [
  " Answer in short.",
  " Please keep it short.",
  " Thanks!",
  " I am new here.",
  " I am curious.",
  " Please.",
  " In short, please.",
  " Be brief.",
  " One sentence is enough.",
  " I do not know.",
  " Tell me.",
];

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const withoutEnd = (text: string): string => text.replace(/[.?!]$/, "");
const contracted = (text: string): string =>
  text
    .replace(/\b(What|Who|Where|How|It) is\b/, "$1's")
    .replace(/\bdo not\b/g, "don't")
    .replace(/\bI am\b/g, "I'm");

/** Two letters of one longer word change places. */
function misspelt(random: Random, text: string): string {
  const words = text.split(" ");
  const index = pick(random, [...words.keys()].filter((i) => /^[a-z]{5,}$/.test(words[i] as string)).concat(-1));
  if (index < 0) return text;
  const word = words[index] as string;
  const at = integer(random, 1, word.length - 3);
  words[index] = word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  return words.join(" ");
}

/** People do not always write capitals, question marks, or only the question, and they mistype. */
function casually(random: Random, question: string): string {
  const style = random();
  if (style < 0.4) return question;
  if (style < 0.48) return withoutEnd(question);
  if (style < 0.55) return lowerFirst(question);
  if (style < 0.66) return withoutEnd(question.toLowerCase());
  if (style < 0.72) return contracted(question);
  if (style < 0.76) return misspelt(random, question);
  if (style < 0.88) return pick(random, openings) + lowerFirst(question);
  return question + pick(random, closings);
}

/** How often a question asks what the thing is, where there is a thing. */
const DEFINITION_SHARE = 0.4;

/** A question about the chain, the stack or the model itself. */
export function createTopicQuestion(random: Random): OpenQuestion {
  const topic = pick(random, topics);
  const define = topic.definitions.length > 0 && random() < DEFINITION_SHARE;
  const question = casually(random, pick(random, define ? topic.definitions : topic.questions));
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
  (random) => `Who is the ${pick(random, ["king", "president", "queen", "mayor"])} of ${pick(random, countries)}?`,
  (random) => `What is the capital of ${pick(random, countries)}?`,
  (random) => `How many people live in ${pick(random, [...countries, ...cities])}?`,
  (random) => `Tell me about ${pick(random, [...countries, ...cities, ...commonWords])}.`,
  (random) =>
    `What should I ${pick(random, ["eat", "wear", "cook", "read", "buy", "watch"])} ${pick(random, ["today", "tonight", "tomorrow"])}?`,
  (random) => `Who won the ${pick(random, ["game", "race", "match", "election", "world cup", "war"])}?`,
  (random) => `What time is it in ${pick(random, cities)}?`,
  (random) => `Can you ${pick(random, ["sing", "dance", "cook", "drive", "paint", "see me", "call me"])}?`,
];

const modest = [
  "I am a small model and do not know that. Ask me about Bittensor, or give me a small task.",
  "I do not know that. I am a small model that knows about Bittensor and simple tasks.",
  "I do not know that. Ask me about Bittensor, or give me a small task.",
  "Sorry, that is more than a small model can do. I can talk about Bittensor and do simple tasks.",
  "Sorry, that is more than a small model can do. Ask me about Bittensor, or give me a small task.",
];

/** A question beyond the model, and an answer that says so. */
export function createOutsideQuestion(random: Random): OpenQuestion {
  const question = casually(random, pick(random, outside)(random));
  return { topic: "outside", messages: ask(question), answer: pick(random, modest) };
}

/** The first words of a text about a topic, to go on with. */
export function createCompletion(random: Random): OpenQuestion {
  const topic = pick(
    random,
    topics.filter(({ answers }) => answers.every((answer) => answer.split(" ").length > 3)),
  );
  const answer = pick(random, topic.answers);
  const words = answer.split(" ");
  const given = integer(random, 2, words.length - 2);
  const messages = [{ role: "text", content: words.slice(0, given).join(" ") }] as const;
  return { topic: topic.name, messages, answer: words.slice(given).join(" ") };
}

/** A question as people ask it of a chat model, without a right answer to check: three in four are about a topic. */
export const createOpenQuestion = (random: Random): OpenQuestion =>
  (random() < 0.75 ? createTopicQuestion : createOutsideQuestion)(random);
