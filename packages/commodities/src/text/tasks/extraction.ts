import { integer, pick, sample } from "./random.js";
import { ask, type KnownAnswerTask, type Random } from "./task.js";
import { animals, cities, colors, containers, jobs, person, things, town } from "./vocabulary.js";

/** What a sentence can hold, and what one calls it when asking for it. */
interface Part {
  readonly called: readonly string[];
  readonly value: string;
}

interface Sentence {
  readonly text: string;
  readonly parts: readonly Part[];
}

const article = (noun: string): string => (/^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`);

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const name = (value: string): Part => ({ called: ["the name", "the person"], value });
const place = (value: string): Part => ({ called: ["the town", "the place"], value });
const count = (value: number): Part => ({ called: ["the number"], value: String(value) });
const day = (value: string): Part => ({ called: ["the day"], value });
const animal = (value: string): Part => ({ called: ["the animal"], value });
const job = (value: string): Part => ({ called: ["the job"], value });
const color = (value: string): Part => ({ called: ["the color"], value });

const sentences: readonly ((random: Random) => Sentence)[] = [
  (random) => {
    const [who, where, work] = [person(random), town(random), pick(random, jobs)];
    return {
      text: `${who} lives in ${where} and works as ${article(work)}.`,
      parts: [name(who), place(where), job(work)],
    };
  },
  (random) => {
    const [who, where, when] = [person(random), town(random), pick(random, days)];
    return { text: `${who} goes to ${where} on ${when}.`, parts: [name(who), place(where), day(when)] };
  },
  (random) => {
    const [hue, box, many] = [pick(random, colors), pick(random, containers), integer(random, 2, 99)];
    return { text: `The ${hue} ${box} holds ${many} ${pick(random, things)}.`, parts: [color(hue), count(many)] };
  },
  (random) => {
    const [who, many, when] = [person(random), integer(random, 2, 99), pick(random, days)];
    const text = `On ${when} ${who} buys ${many} ${pick(random, things)}.`;
    return { text, parts: [day(when), name(who), count(many)] };
  },
  (random) => {
    const [who, hue, pet] = [person(random), pick(random, colors), pick(random, animals)];
    return { text: `${who} has ${article(hue)} ${pet}.`, parts: [name(who), color(hue), animal(pet)] };
  },
  (random) => {
    const [room, when, where] = [integer(random, 2, 99), pick(random, days), pick(random, cities)];
    const text = `The meeting in ${where} is on ${when} in room ${room}.`;
    return { text, parts: [place(where), day(when), count(room)] };
  },
];

/** One fact to be taken out of one sentence. */
export function createExtraction(random: Random): KnownAnswerTask {
  const { text, parts } = pick(random, sentences)(random);
  const [asked, ...others] = sample(random, parts, parts.length) as [Part, ...Part[]];
  const called = pick(random, asked.called);
  const question = pick(random, [
    `Extract ${called}: ${text}`,
    `Extract ${called} from this sentence: ${text}`,
    `Find ${called} in this sentence: ${text}`,
    `Find ${called}: ${text}`,
    `What is ${called} in this sentence? ${text}`,
    `${text} What is ${called}?`,
    `Give me ${called} only: ${text}`,
    `Which ${called.slice("the ".length)} is named here? ${text}`,
  ]);
  return {
    kind: "extract",
    messages: ask(question),
    expected: asked.value,
    decoys: others.map(({ value }) => value),
    answer: pick(random, [asked.value, `${asked.value}.`, `It is ${asked.value}.`, `That is ${asked.value}.`]),
  };
}
