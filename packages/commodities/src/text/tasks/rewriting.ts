import { pick } from "./random.js";
import { ask, type KnownAnswerTask, type Random } from "./task.js";
import { animals, commonWords, jobs, person, town } from "./vocabulary.js";

/** A plain sentence in the forms that can be asked for. */
interface Forms {
  readonly plain: string;
  readonly past: string;
  readonly negative: string;
  readonly question: string;
}

const article = (noun: string): string => (/^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`);

const verbs = [
  { now: "lives", base: "live", past: "lived", rest: (random: Random) => `in ${town(random)}` },
  { now: "works", base: "work", past: "worked", rest: (random: Random) => `as ${article(pick(random, jobs))}` },
  { now: "walks", base: "walk", past: "walked", rest: (random: Random) => `to ${town(random)}` },
  { now: "owns", base: "own", past: "owned", rest: (random: Random) => article(pick(random, animals)) },
  { now: "needs", base: "need", past: "needed", rest: (random: Random) => article(pick(random, commonWords)) },
  { now: "wants", base: "want", past: "wanted", rest: (random: Random) => article(pick(random, commonWords)) },
  { now: "sees", base: "see", past: "saw", rest: (random: Random) => article(pick(random, commonWords)) },
  { now: "buys", base: "buy", past: "bought", rest: (random: Random) => article(pick(random, commonWords)) },
] as const;

function createForms(random: Random): Forms {
  const [who, verb] = [person(random), pick(random, verbs)];
  const rest = verb.rest(random);
  return {
    plain: `${who} ${verb.now} ${rest}.`,
    past: `${who} ${verb.past} ${rest}.`,
    negative: `${who} does not ${verb.base} ${rest}.`,
    question: `Does ${who} ${verb.base} ${rest}?`,
  };
}

const tellings: Readonly<Record<Exclude<keyof Forms, "plain">, readonly string[]>> = {
  past: [
    "Put this into the past tense",
    "Rewrite this in the past tense",
    "Rewrite this sentence in the past tense",
    "Say this in the past",
  ],
  negative: [
    "Make this negative",
    "Rewrite this sentence in the negative",
    "Say the opposite of this",
    "Negate this sentence",
  ],
  question: [
    "Turn this into a question",
    "Rewrite this sentence as a question",
    "Make a question of this",
    "Ask this as a question",
  ],
};

const orders = ["Give me", "Bring me", "Show me", "Send me", "Lend me"] as const;

/** An order, to be said with manners. */
function politeness(random: Random): [instruction: string, result: string] {
  const [order, what] = [pick(random, orders), pick(random, commonWords)];
  const telling = pick(random, [
    "Rewrite politely",
    "Make this polite",
    "Say this politely",
    "Rewrite this in a polite way",
  ]);
  return [`${telling}: ${order} the ${what}.`, `Could you please ${order.toLowerCase()} the ${what}?`];
}

function change(random: Random): [instruction: string, result: string] {
  const forms = createForms(random);
  const form = pick(random, ["past", "negative", "question"] as const);
  return [`${pick(random, tellings[form])}: ${forms.plain}`, forms[form]];
}

/** A sentence, to be written again in another tense, denied, as a question, or with manners. */
export function createRewriting(random: Random): KnownAnswerTask {
  const [instruction, result] = (random() < 0.2 ? politeness : change)(random);
  return { kind: "rewrite", messages: ask(instruction), expected: result, decoys: [], exact: true, answer: result };
}
