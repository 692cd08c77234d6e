import type { Language } from "../languages.js";
import type { Adjective } from "./lexicon/adjectives.js";
import type { Noun } from "./lexicon/nouns.js";
import { amountIn, clockIn, numberIn } from "./lexicon/numbers.js";
import type { Verb } from "./lexicon/verbs.js";
import { germanDativePlural } from "./linearise/german-noun-phrase.js";
import type { Clause, NounPhrase, Predicate, Sentence } from "./tree.js";

/** The forms under which one word of the lexicon may appear: any of them shows that it was translated. */
export type Term = readonly string[];

const nounForms = (noun: Noun, language: Language): Term => {
  const { one, many } = noun[language];
  return language === "de" ? [one, many, germanDativePlural(many)] : [one, many];
};

function verbForms({ en, de, fr, es }: Verb, language: Language): Term {
  const forms = {
    en: [en.base, en.third, en.past],
    de: [de.one, de.infinitive, de.participle],
    fr: [fr.one, fr.many, fr.infinitive, fr.participle],
    es: [es.one, es.many, es.infinitive, es.pastOne, es.pastMany],
  };
  return forms[language];
}

function adjectiveForms({ en, de, fr, es }: Adjective, language: Language): Term {
  const german = ["", "e", "er", "es", "en", "em"].map((ending) => `${de.stem}${ending}`);
  const forms: Record<Language, (string | undefined)[]> = {
    en: [en.base, en.comparative],
    de: [de.base, de.comparative, ...german],
    fr: [fr.m, fr.f, fr.mMany, fr.fMany, fr.mVowel],
    es: [es.m, es.f, es.mMany, es.fMany],
  };
  return forms[language].filter((form) => form !== undefined);
}

function phraseTerms(phrase: NounPhrase | undefined, language: Language): Term[] {
  if (phrase === undefined || phrase.kind === "pronoun") return [];
  if (phrase.kind === "names") return phrase.names.map(({ text }) => [text]);
  const { noun, adjective, determiner, relative } = phrase;
  return [
    ...(typeof determiner === "number" ? [[numberIn(language, determiner)]] : []),
    nounForms(noun, language),
    ...(adjective ? [adjectiveForms(adjective, language)] : []),
    ...(relative ? predicateTerms(relative, language) : []),
  ];
}

function predicateTerms({ verb, object, recipient, place, time }: Predicate, language: Language): Term[] {
  return [
    verbForms(verb, language),
    ...phraseTerms(object, language),
    ...phraseTerms(recipient, language),
    ...(place ? [[place[language]]] : []),
    ...(time ? [["hour" in time ? clockIn(language, time.hour) : time[language]]] : []),
  ];
}

const clauseTerms = ({ subject, predicate }: Clause, language: Language): Term[] => [
  ...phraseTerms(subject, language),
  ...predicateTerms(predicate, language),
];

/** What a translation of the sentence has to name: its nouns, verbs, adjectives, names, numbers, places and times. */
export function termsOf(sentence: Sentence, language: Language): Term[] {
  switch (sentence.kind) {
    case "statement":
    case "question":
      return clauseTerms(sentence.clause, language);
    case "who":
      return predicateTerms(sentence.predicate, language);
    case "says":
      return [
        ...phraseTerms(sentence.speaker, language),
        verbForms(sentence.verb, language),
        ...clauseTerms(sentence.clause, language),
      ];
    case "joined":
      return [...clauseTerms(sentence.first, language), ...clauseTerms(sentence.second, language)];
    case "property":
      return [
        ...phraseTerms(sentence.subject, language),
        adjectiveForms(sentence.adjective, language),
        ...phraseTerms(sentence.than, language),
      ];
    case "exists":
      return [...phraseTerms(sentence.what, language), [sentence.place[language]]];
    case "price":
      return [...phraseTerms(sentence.what, language), [amountIn(language, sentence.cents)]];
  }
}
