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
import { elided, frenchAdjective, frenchNounPhrase, frenchRecipient } from "./french-noun-phrase.js";
import { capitalised, say } from "./text.js";

const auxiliaries: Readonly<Record<Exclude<Mode, "present">, readonly [one: string, many: string]>> = {
  past: ["a", "ont"],
  future: ["va", "vont"],
  can: ["peut", "peuvent"],
  must: ["doit", "doivent"],
  want: ["veut", "veulent"],
};

function verbParts({ verb: { fr }, mode }: Predicate, plural: boolean): [finite: string, rest: string] {
  if (mode === "present") return [plural ? fr.many : fr.one, ""];
  return [auxiliaries[mode][plural ? 1 : 0], mode === "past" ? fr.participle : fr.infinitive];
}

const timeIn = (time: Time | undefined): string | undefined =>
  time && ("hour" in time ? clockIn("fr", time.hour) : time.fr);

const denial = (finite: string): string => `${elided("ne", finite)} pas`;

function predicate(given: Predicate, plural: boolean): string {
  const [finite, rest] = verbParts(given, plural);
  const { object, recipient, place, time, negated } = given;
  return say(
    negated ? denial(finite) : finite,
    rest,
    object && frenchNounPhrase(object, negated),
    recipient && frenchRecipient(recipient),
    place?.fr,
    timeIn(time),
  );
}

function subjectOf(phrase: NounPhrase): string {
  const text = frenchNounPhrase(phrase);
  return phrase.kind === "noun" && phrase.relative ? `${text} qui ${predicate(phrase.relative, phrase.plural)}` : text;
}

const clause = ({ subject, predicate: given }: Clause): string =>
  say(subjectOf(subject), predicate(given, isPlural(subject)));

function property({ subject, adjective, than, past, negated, question }: Property): string {
  const be = past ? (isPlural(subject) ? "étaient" : "était") : isPlural(subject) ? "sont" : "est";
  const form = frenchAdjective(adjective.fr, subject);
  const quality = than ? `plus ${form} ${elided("que", frenchNounPhrase(than))}` : form;
  const statement = say(subjectOf(subject), negated ? denial(be) : be, quality);
  return question ? `est-ce ${elided("que", statement)} ?` : `${statement}.`;
}

const questionWords = { where: "où", when: "quand", why: "pourquoi" } as const;

function joined(by: "because" | "if" | "while" | "but", second: string): string {
  if (by === "because") return ` parce ${elided("que", second)}`;
  if (by === "while") return ` pendant ${elided("que", second)}`;
  if (by === "but") return `, mais ${second}`;
  return second.startsWith("il ") ? ` s'${second}` : ` si ${second}`;
}

function plain(sentence: Sentence): string {
  switch (sentence.kind) {
    case "statement": {
      const { clause: said, timeFirst } = sentence;
      if (!timeFirst) return `${clause(said)}.`;
      const { time, ...rest } = said.predicate;
      return `${timeIn(time)}, ${clause({ ...said, predicate: rest })}.`;
    }
    case "question":
      return `${say(sentence.asks && questionWords[sentence.asks], "est-ce", elided("que", clause(sentence.clause)))} ?`;
    case "who":
      return `qui ${predicate(sentence.predicate, false)} ?`;
    case "says": {
      const verb = isPlural(sentence.speaker) ? sentence.verb.fr.many : sentence.verb.fr.one;
      return `${subjectOf(sentence.speaker)} ${verb} ${elided("que", clause(sentence.clause))}.`;
    }
    case "joined":
      return `${clause(sentence.first)}${joined(sentence.by, clause(sentence.second))}.`;
    case "property":
      return property(sentence);
    case "exists":
      return `il y ${sentence.past ? "avait" : "a"} ${frenchNounPhrase(sentence.what)} ${sentence.place.fr}.`;
    case "price": {
      const verb = sentence.what.plural ? "coûtent" : "coûte";
      return `${frenchNounPhrase(sentence.what)} ${verb} ${amountIn("fr", sentence.cents)} euros.`;
    }
  }
}

export const french = (sentence: Sentence): string => capitalised(plain(sentence));
