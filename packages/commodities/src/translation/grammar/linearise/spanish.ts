import { amountIn, clockIn } from "../lexicon/numbers.js";
import {
  type Clause,
  isPlural,
  type Mode,
  type NounPhrase,
  type Predicate,
  type Property,
  type Sentence,
  type Time,
} from "../tree.js";
import { isPerson, spanishAdjective, spanishNounPhrase, spanishPerson } from "./spanish-noun-phrase.js";
import { capitalised, say } from "./text.js";

const auxiliaries: Readonly<Record<Exclude<Mode, "present" | "past">, readonly [one: string, many: string]>> = {
  future: ["va a", "van a"],
  can: ["puede", "pueden"],
  must: ["debe", "deben"],
  want: ["quiere", "quieren"],
};

function verbPhrase({ verb: { es }, mode }: Predicate, plural: boolean): string {
  if (mode === "present") return plural ? es.many : es.one;
  if (mode === "past") return plural ? es.pastMany : es.pastOne;
  return `${auxiliaries[mode][plural ? 1 : 0]} ${es.infinitive}`;
}

const timeIn = (time: Time | undefined): string | undefined =>
  time && ("hour" in time ? clockIn("es", time.hour) : time.es);

const complements = ({ object, recipient, place, time, negated }: Predicate): string =>
  say(
    object && (isPerson(object) ? spanishPerson(object) : spanishNounPhrase(object, negated)),
    recipient && spanishPerson(recipient),
    place?.es,
    timeIn(time),
  );

const predicate = (given: Predicate, plural: boolean): string =>
  say(given.negated && "no", verbPhrase(given, plural), complements(given));

function subjectOf(phrase: NounPhrase): string {
  const text = spanishNounPhrase(phrase);
  return phrase.kind === "noun" && phrase.relative ? `${text} que ${predicate(phrase.relative, phrase.plural)}` : text;
}

const clause = ({ subject, predicate: given }: Clause): string =>
  say(subjectOf(subject), predicate(given, isPlural(subject)));

const question = ({ subject, predicate: given }: Clause): string =>
  say(verbPhrase(given, isPlural(subject)), subjectOf(subject), complements(given));

const copulas = {
  ser: { present: ["es", "son"], past: ["era", "eran"] },
  estar: { present: ["está", "están"], past: ["estaba", "estaban"] },
} as const;

function property({ subject, adjective, than, past, negated, question: asked }: Property): string {
  const be = copulas[adjective.es.estar ? "estar" : "ser"][past ? "past" : "present"][isPlural(subject) ? 1 : 0];
  const form = spanishAdjective(adjective.es, subject);
  const comparison = than && `que ${spanishNounPhrase(than)}`;
  if (asked) return `¿${say(be, than && "más", form, subjectOf(subject), comparison)}?`;
  return `${say(subjectOf(subject), negated && "no", be, than && "más", form, comparison)}.`;
}

const questionWords = { where: "dónde", when: "cuándo", why: "por qué" } as const;
const conjunctions = { because: " porque", if: " si", while: " mientras", but: ", pero" } as const;

function plain(sentence: Sentence): string {
  switch (sentence.kind) {
    case "statement": {
      const { clause: said, timeFirst } = sentence;
      if (!timeFirst) return `${clause(said)}.`;
      const { time, ...rest } = said.predicate;
      return `${say(timeIn(time), clause({ ...said, predicate: rest }))}.`;
    }
    case "question":
      return `¿${say(sentence.asks && questionWords[sentence.asks], question(sentence.clause))}?`;
    case "who":
      return `¿quién ${predicate(sentence.predicate, false)}?`;
    case "says": {
      const verb = isPlural(sentence.speaker) ? sentence.verb.es.many : sentence.verb.es.one;
      return `${subjectOf(sentence.speaker)} ${verb} que ${clause(sentence.clause)}.`;
    }
    case "joined":
      return `${clause(sentence.first)}${conjunctions[sentence.by]} ${clause(sentence.second)}.`;
    case "property":
      return property(sentence);
    case "exists":
      return `${sentence.past ? "había" : "hay"} ${spanishNounPhrase(sentence.what)} ${sentence.place.es}.`;
    case "price": {
      const verb = sentence.what.plural ? "cuestan" : "cuesta";
      return `${spanishNounPhrase(sentence.what)} ${verb} ${amountIn("es", sentence.cents)} euros.`;
    }
  }
}

export const spanish = (sentence: Sentence): string => capitalised(plain(sentence));
