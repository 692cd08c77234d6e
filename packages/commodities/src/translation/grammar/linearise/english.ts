import { amountIn, clockIn, numberIn } from "../lexicon/numbers.js";
import {
  type Clause,
  type CommonNoun,
  isPlural,
  type Mode,
  type NounPhrase,
  type Predicate,
  type Property,
  type Sentence,
  type Time,
} from "../tree.js";
import { capitalised, say } from "./text.js";

const indefinite = (next: string): string => (/^[aeiou]/.test(next) && !/^useful/.test(next) ? "an" : "a");

function determiner({ determiner: kind, plural }: CommonNoun, next: string): string {
  if (kind === "the") return "the";
  if (kind === "this") return plural ? "these" : "this";
  if (kind === "a") return indefinite(next);
  return kind === "bare" ? "" : numberIn("en", kind);
}

export function englishNounPhrase(phrase: NounPhrase): string {
  if (phrase.kind === "pronoun") return phrase.gender === "m" ? "he" : "she";
  if (phrase.kind === "names") return phrase.names.map(({ text }) => text).join(" and ");
  const { noun, adjective, plural, relative } = phrase;
  const rest = say(adjective?.en.base, plural ? noun.en.many : noun.en.one);
  return say(determiner(phrase, rest), rest, relative && say("who", predicate(relative, plural)));
}

const timeIn = (time: Time | undefined): string | undefined =>
  time && ("hour" in time ? clockIn("en", time.hour) : time.en);

const does = (plural: boolean): string => (plural ? "do" : "does");

/** What stands before the subject of a question, and what after. */
function asked({ verb: { en }, mode }: Predicate, plural: boolean): [auxiliary: string, rest: string] {
  const auxiliaries: Record<Mode, string> = {
    present: does(plural),
    past: "did",
    future: "will",
    can: "can",
    must: "must",
    want: does(plural),
  };
  return [auxiliaries[mode], mode === "want" ? `want to ${en.base}` : en.base];
}

function verbPhrase(predicate: Predicate, plural: boolean): string {
  const { verb, mode, negated } = predicate;
  const [auxiliary, rest] = asked(predicate, plural);
  if (negated) return say(mode === "can" ? "cannot" : `${auxiliary} not`, rest);
  if (mode === "present") return plural ? verb.en.base : verb.en.third;
  if (mode === "past") return verb.en.past;
  if (mode === "want") return say(plural ? "want to" : "wants to", verb.en.base);
  return say(auxiliary, rest);
}

const complements = ({ object, recipient, place }: Predicate): string =>
  say(object && englishNounPhrase(object), recipient && `to ${englishNounPhrase(recipient)}`, place?.en);

const predicate = (given: Predicate, plural: boolean): string =>
  say(verbPhrase(given, plural), complements(given), timeIn(given.time));

const clause = ({ subject, predicate: given }: Clause): string =>
  say(englishNounPhrase(subject), predicate(given, isPlural(subject)));

function question({ subject, predicate: given }: Clause): string {
  const [auxiliary, rest] = asked(given, isPlural(subject));
  return say(auxiliary, englishNounPhrase(subject), rest, complements(given), timeIn(given.time));
}

function property({ subject, adjective, than, past, negated, question }: Property): string {
  const be = past ? (isPlural(subject) ? "were" : "was") : isPlural(subject) ? "are" : "is";
  const quality = than ? `${adjective.en.comparative} than ${englishNounPhrase(than)}` : adjective.en.base;
  if (question) return `${say(be, englishNounPhrase(subject), quality)}?`;
  return `${say(englishNounPhrase(subject), be, negated && "not", quality)}.`;
}

function plain(sentence: Sentence): string {
  switch (sentence.kind) {
    case "statement": {
      const { clause: said, timeFirst } = sentence;
      if (!timeFirst) return `${clause(said)}.`;
      const { time, ...rest } = said.predicate;
      return `${say(timeIn(time), clause({ ...said, predicate: rest }))}.`;
    }
    case "question":
      return `${say(sentence.asks, question(sentence.clause))}?`;
    case "who":
      return `who ${predicate(sentence.predicate, false)}?`;
    case "says": {
      const verb = isPlural(sentence.speaker) ? sentence.verb.en.base : sentence.verb.en.third;
      return `${say(englishNounPhrase(sentence.speaker), verb, "that", clause(sentence.clause))}.`;
    }
    case "joined":
      return `${clause(sentence.first)}${sentence.by === "but" ? "," : ""} ${sentence.by} ${clause(sentence.second)}.`;
    case "property":
      return property(sentence);
    case "exists": {
      const be = sentence.past ? (sentence.what.plural ? "were" : "was") : sentence.what.plural ? "are" : "is";
      return `there ${be} ${englishNounPhrase(sentence.what)} ${sentence.place.en}.`;
    }
    case "price": {
      const verb = sentence.what.plural ? "cost" : "costs";
      return `${englishNounPhrase(sentence.what)} ${verb} ${amountIn("en", sentence.cents)} euros.`;
    }
  }
}

export const english = (sentence: Sentence): string => capitalised(plain(sentence));
