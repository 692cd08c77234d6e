import { integer, pick } from "../../text/tasks/random.js";
import type { Random } from "../../text/tasks/task.js";
import { adjectives } from "./lexicon/adjectives.js";
import { places, times } from "./lexicon/adverbials.js";
import { people, things } from "./lexicon/nouns.js";
import { verbs } from "./lexicon/verbs.js";
import { adjectiveFor, commonNoun, person, subject, thing } from "./random-phrase.js";
import type { Clause, Mode, NounPhrase, Predicate, Property, Sentence, Time } from "./tree.js";

const chance = (random: Random, share: number): boolean => random() < share;

interface Wish {
  readonly modes?: readonly Mode[];
  readonly negatedShare?: number;
  readonly placeShare?: number;
  readonly timeShare?: number;
}

const anyMode: readonly Mode[] = ["present", "present", "past", "past", "future", "can", "must", "want"];

function timeFor(random: Random, mode: Mode): Time {
  if (chance(random, 0.25)) return { hour: integer(random, 2, 12) };
  const tense = mode === "present" || mode === "past" ? mode : "future";
  return pick(random, times[tense]);
}

function complements(random: Random, negated: boolean): Pick<Predicate, "verb" | "object" | "recipient"> {
  const kind = pick(random, ["thing", "thing", "thing", "person", "gift", "alone", "alone"] as const);
  const verb = pick(random, verbs[kind]);
  if (kind === "alone") return { verb };
  if (kind === "person") return { verb, object: person(random) };
  const object = thing(random, negated);
  return kind === "gift" ? { verb, object, recipient: person(random) } : { verb, object };
}

function predicate(random: Random, wish: Wish = {}): Predicate {
  const mode = pick(random, wish.modes ?? anyMode);
  // "Must not" is not the denial of "must" in all four languages.
  const negated = mode !== "must" && chance(random, wish.negatedShare ?? 0.2);
  const chosen = complements(random, negated);
  const place = chance(random, wish.placeShare ?? (chosen.verb.kind === "alone" ? 0.6 : 0.25));
  return {
    ...chosen,
    mode,
    negated,
    ...(place ? { place: pick(random, places) } : {}),
    ...(chance(random, wish.timeShare ?? 0.3) ? { time: timeFor(random, mode) } : {}),
  };
}

const clause = (random: Random, wish?: Wish): Clause => ({
  subject: subject(random),
  predicate: predicate(random, wish),
});

const short: Wish = { placeShare: 0.15, timeShare: 0.1 };

function statement(random: Random): Sentence {
  const said = clause(random);
  return { kind: "statement", clause: said, timeFirst: said.predicate.time !== undefined && chance(random, 0.4) };
}

function withRelative(random: Random): Sentence {
  const who = commonNoun(random, people, { determiners: ["the"], adjectiveShare: 0.2 });
  const relative = predicate(random, { modes: ["present", "past"], negatedShare: 0, placeShare: 0.2, timeShare: 0 });
  const main = predicate(random, { ...short, timeShare: 0 });
  return { kind: "statement", clause: { subject: { ...who, relative }, predicate: main }, timeFirst: false };
}

const askable: readonly Mode[] = ["present", "present", "past", "past", "future", "can", "want"];

function question(random: Random): Sentence {
  const wish: Wish = { modes: askable, negatedShare: 0 };
  const roll = random();
  if (roll < 0.5) return { kind: "question", clause: clause(random, { ...wish, timeShare: 0.2 }) };
  if (roll < 0.65) return { kind: "question", asks: "where", clause: clause(random, { ...wish, placeShare: 0 }) };
  if (roll < 0.8) return { kind: "question", asks: "when", clause: clause(random, { ...wish, timeShare: 0 }) };
  return { kind: "question", asks: "why", clause: clause(random, { ...wish, ...short }) };
}

const who = (random: Random): Sentence => ({ kind: "who", predicate: predicate(random, { modes: askable }) });

const says = (random: Random): Sentence => ({
  kind: "says",
  speaker: subject(random),
  verb: pick(random, verbs.saying),
  clause: clause(random, short),
});

function joined(random: Random): Sentence {
  const by = pick(random, ["because", "because", "if", "while", "but"] as const);
  const free = by === "because" || by === "but";
  const modes: Wish = free ? short : { ...short, modes: ["present"], negatedShare: by === "if" ? 0.2 : 0 };
  const first: Wish = by === "if" ? { ...short, modes: ["present", "future"] } : modes;
  return { kind: "joined", by, first: clause(random, first), second: clause(random, modes) };
}

function property(random: Random): Property {
  const nouns = chance(random, 0.7) ? things : people;
  const one = commonNoun(random, nouns, { determiners: ["the", "the", "this"], adjectiveShare: 0 });
  const subjectPhrase: NounPhrase = nouns === people && chance(random, 0.5) ? subject(random) : one;
  const comparable = adjectives.filter(
    ({ en, describes }) => en.comparative && (describes === "any" || (describes === "person") === (nouns === people)),
  );
  const compared = chance(random, 0.4);
  const than =
    nouns === things ? commonNoun(random, things, { determiners: ["the", "this"], adjectiveShare: 0 }) : person(random);
  return {
    kind: "property",
    subject: subjectPhrase,
    adjective: compared ? pick(random, comparable) : adjectiveFor(random, one.noun),
    ...(compared ? { than } : {}),
    past: chance(random, 0.3),
    ...pick(random, [
      { negated: false, question: false },
      { negated: true, question: false },
      { negated: false, question: true },
    ]),
  };
}

const exists = (random: Random): Sentence => ({
  kind: "exists",
  what: commonNoun(random, things, { determiners: ["a", "number", "number"] }),
  place: pick(random, places),
  past: chance(random, 0.3),
});

const price = (random: Random): Sentence => ({
  kind: "price",
  what: commonNoun(random, things, { determiners: ["the", "this", "small number"], adjectiveShare: 0.6 }),
  cents: chance(random, 0.5) ? 100 * integer(random, 13, 999) : 5 * integer(random, 60, 19_999),
});

const patterns: readonly (readonly [weight: number, make: (random: Random) => Sentence])[] = [
  [0.3, statement],
  [0.08, withRelative],
  [0.17, question],
  [0.06, who],
  [0.11, says],
  [0.11, joined],
  [0.09, property],
  [0.04, exists],
  [0.04, price],
];

/** A sentence of the domain, in no language yet. */
export function randomSentence(random: Random): Sentence {
  let roll = random();
  for (const [weight, make] of patterns) {
    if (roll < weight) return make(random);
    roll -= weight;
  }
  return statement(random);
}
