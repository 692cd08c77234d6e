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
import { germanNounPhrase, germanRelative } from "./german-noun-phrase.js";
import { capitalised, say } from "./text.js";

const auxiliaries: Readonly<Record<Exclude<Mode, "present">, readonly [one: string, many: string]>> = {
  past: ["hat", "haben"],
  future: ["wird", "werden"],
  can: ["kann", "können"],
  must: ["muss", "müssen"],
  want: ["will", "wollen"],
};

/** The verb's two halves: the finite one moves, the other stays last. */
function verbParts({ verb: { de }, mode }: Predicate, plural: boolean): [finite: string, last: string] {
  if (mode === "present") return [plural ? de.infinitive : de.one, ""];
  return [auxiliaries[mode][plural ? 1 : 0], mode === "past" ? de.participle : de.infinitive];
}

const timeIn = (time: Time | undefined): string | undefined =>
  time && ("hour" in time ? clockIn("de", time.hour) : time.de);

/** Time, recipient, object, "nicht", place. What "kein" denies needs no "nicht". */
function middle({ verb, object, recipient, negated, place, time }: Predicate): string {
  const kein = negated && object?.kind === "noun" && object.determiner === "a";
  return say(
    timeIn(time),
    recipient && germanNounPhrase(recipient, "dative"),
    object && germanNounPhrase(object, verb.de.objectCase, kein),
    negated && !kein && "nicht",
    place?.de,
  );
}

function subjectOf(phrase: NounPhrase): string {
  const text = germanNounPhrase(phrase, "nominative");
  if (phrase.kind !== "noun" || !phrase.relative) return text;
  return `${text}, ${verbLast(germanRelative(phrase), phrase.relative, phrase.plural)},`;
}

function verbLast(subject: string, predicate: Predicate, plural: boolean): string {
  const [finite, last] = verbParts(predicate, plural);
  return say(subject, middle(predicate), last, finite);
}

/** A main clause: the finite verb after `first`, or foremost in a question. */
function verbSecond(first: string | undefined, { subject, predicate }: Clause): string {
  const [finite, last] = verbParts(predicate, isPlural(subject));
  return say(first, finite, subjectOf(subject), middle(predicate), last);
}

function statement({ subject, predicate }: Clause): string {
  const [finite, last] = verbParts(predicate, isPlural(subject));
  return say(subjectOf(subject), finite, middle(predicate), last);
}

const subordinate = ({ subject, predicate }: Clause): string =>
  verbLast(subjectOf(subject), predicate, isPlural(subject));

function property({ subject, adjective, than, past, negated, question }: Property): string {
  const be = past ? (isPlural(subject) ? "waren" : "war") : isPlural(subject) ? "sind" : "ist";
  const quality = than ? `${adjective.de.comparative} als ${germanNounPhrase(than, "nominative")}` : adjective.de.base;
  if (question) return `${say(be, subjectOf(subject), quality)}?`;
  return `${say(subjectOf(subject), be, negated && "nicht", quality)}.`;
}

const questionWords = { where: "wo", when: "wann", why: "warum" } as const;
const conjunctions = { because: "weil", if: "wenn", while: "während" } as const;

function plain(sentence: Sentence): string {
  switch (sentence.kind) {
    case "statement": {
      const { clause, timeFirst } = sentence;
      if (!timeFirst) return `${statement(clause)}.`;
      const { time, ...rest } = clause.predicate;
      return `${verbSecond(timeIn(time), { ...clause, predicate: rest })}.`;
    }
    case "question":
      return `${verbSecond(sentence.asks && questionWords[sentence.asks], sentence.clause)}?`;
    case "who": {
      const [finite, last] = verbParts(sentence.predicate, false);
      return `${say("wer", finite, middle(sentence.predicate), last)}?`;
    }
    case "says": {
      const verb = isPlural(sentence.speaker) ? sentence.verb.de.infinitive : sentence.verb.de.one;
      return `${say(subjectOf(sentence.speaker), verb)}, dass ${subordinate(sentence.clause)}.`;
    }
    case "joined": {
      const { first, second, by } = sentence;
      if (by === "but") return `${statement(first)}, aber ${statement(second)}.`;
      return `${statement(first)}, ${conjunctions[by]} ${subordinate(second)}.`;
    }
    case "property":
      return property(sentence);
    case "exists":
      return `es ${sentence.past ? "gab" : "gibt"} ${germanNounPhrase(sentence.what, "accusative")} ${sentence.place.de}.`;
    case "price": {
      const verb = sentence.what.plural ? "kosten" : "kostet";
      return `${germanNounPhrase(sentence.what, "nominative")} ${verb} ${amountIn("de", sentence.cents)} Euro.`;
    }
  }
}

export const german = (sentence: Sentence): string => capitalised(plain(sentence));
