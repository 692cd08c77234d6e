import { describe, expect, it } from "vitest";
import { createTranslationChallenge, type Language, languages } from "../../src/index.js";
import { seededRandom } from "../../src/text/tasks/index.js";
import { randomSentence, type Sentence, sentenceIn, termsOf } from "../../src/translation/grammar/index.js";
import { adjectives } from "../../src/translation/grammar/lexicon/adjectives.js";
import { places, times } from "../../src/translation/grammar/lexicon/adverbials.js";
import { names } from "../../src/translation/grammar/lexicon/names.js";
import { people, things } from "../../src/translation/grammar/lexicon/nouns.js";
import { verbs } from "../../src/translation/grammar/lexicon/verbs.js";
import type { CommonNoun, Determiner, NounPhrase, Predicate } from "../../src/translation/grammar/tree.js";

const found = <T>(items: readonly T[], is: (item: T) => boolean): T => {
  const item = items.find(is);
  if (item === undefined) throw new Error("no such word in the lexicon");
  return item;
};
const verb = (base: string) => found(Object.values(verbs).flat(), ({ en }) => en.base === base);
const adjective = (base: string) => found(adjectives, ({ en }) => en.base === base);
const place = (english: string) => found(places, ({ en }) => en === english);
const name = (text: string): NounPhrase => ({ kind: "names", names: [found(names, (each) => each.text === text)] });
const phrase = (determiner: Determiner, noun: string, quality?: string, plural = false): CommonNoun => ({
  kind: "noun",
  noun: found([...people, ...things], ({ en }) => en.one === noun),
  determiner,
  plural,
  ...(quality ? { adjective: adjective(quality) } : {}),
});
const does = (base: string, rest: Partial<Predicate> = {}): Predicate => ({
  verb: verb(base),
  mode: "present",
  negated: false,
  ...rest,
});
const statement = (subject: NounPhrase, predicate: Predicate, timeFirst = false): Sentence => ({
  kind: "statement",
  clause: { subject, predicate },
  timeFirst,
});

/** A tree and what a speaker of each language says. */
const known: readonly (readonly [Sentence, Readonly<Record<Language, string>>])[] = [
  [
    statement(phrase("the", "man", "old"), does("buy", { object: phrase("a", "lamp", "green") })),
    {
      en: "The old man buys a green lamp.",
      de: "Der alte Mann kauft eine grüne Lampe.",
      fr: "Le vieil homme achète une lampe verte.",
      es: "El hombre viejo compra una lámpara verde.",
    },
  ],
  [
    statement(
      phrase("the", "woman", undefined, true),
      does("give", { mode: "past", object: phrase("the", "key"), recipient: phrase("this", "engineer", "tired") }),
    ),
    {
      en: "The women gave the key to this tired engineer.",
      de: "Die Frauen haben diesem müden Ingenieur den Schlüssel gegeben.",
      fr: "Les femmes ont donné la clé à cet ingénieur fatigué.",
      es: "Las mujeres dieron la llave a este ingeniero cansado.",
    },
  ],
  [
    statement(name("Anna"), does("help", { negated: true, object: phrase("the", "child", undefined, true) })),
    {
      en: "Anna does not help the children.",
      de: "Anna hilft den Kindern nicht.",
      fr: "Anna n'aide pas les enfants.",
      es: "Anna no ayuda a los niños.",
    },
  ],
  [
    statement(
      phrase("a", "engineer"),
      does("lose", { mode: "future", negated: true, object: phrase("a", "coat", "heavy") }),
    ),
    {
      en: "An engineer will not lose a heavy coat.",
      de: "Ein Ingenieur wird keinen schweren Mantel verlieren.",
      fr: "Un ingénieur ne va pas perdre de manteau lourd.",
      es: "Un ingeniero no va a perder ningún abrigo pesado.",
    },
  ],
  [
    statement(
      phrase("the", "girl"),
      does("see", {
        mode: "past",
        object: phrase("the", "doctor"),
        time: found(times.past, ({ en }) => en === "yesterday"),
      }),
      true,
    ),
    {
      en: "Yesterday the girl saw the doctor.",
      de: "Gestern hat das Mädchen den Arzt gesehen.",
      fr: "Hier, la fille a vu le médecin.",
      es: "Ayer la niña vio al médico.",
    },
  ],
  [
    {
      kind: "question",
      asks: "why",
      clause: {
        subject: { kind: "pronoun", gender: "m" },
        predicate: does("sell", { mode: "want", object: phrase("the", "house") }),
      },
    },
    {
      en: "Why does he want to sell the house?",
      de: "Warum will er das Haus verkaufen?",
      fr: "Pourquoi est-ce qu'il veut vendre la maison ?",
      es: "¿Por qué quiere vender él la casa?",
    },
  ],
  [
    { kind: "who", predicate: does("hide", { mode: "past", object: phrase(12, "apple", "red", true) }) },
    {
      en: "Who hid twelve red apples?",
      de: "Wer hat zwölf rote Äpfel versteckt?",
      fr: "Qui a caché douze pommes rouges ?",
      es: "¿Quién escondió doce manzanas rojas?",
    },
  ],
  [
    {
      kind: "says",
      speaker: phrase("the", "queen"),
      verb: verb("believe"),
      clause: { subject: name("Oscar"), predicate: does("sleep", { mode: "can", place: place("in the garden") }) },
    },
    {
      en: "The queen believes that Oscar can sleep in the garden.",
      de: "Die Königin glaubt, dass Oscar im Garten schlafen kann.",
      fr: "La reine croit qu'Oscar peut dormir dans le jardin.",
      es: "La reina cree que Oscar puede dormir en el jardín.",
    },
  ],
  [
    {
      kind: "joined",
      by: "if",
      first: { subject: name("Nora"), predicate: does("sing") },
      second: { subject: { kind: "pronoun", gender: "m" }, predicate: does("wait", { time: { hour: 8 } }) },
    },
    {
      en: "Nora sings if he waits at eight o'clock.",
      de: "Nora singt, wenn er um acht Uhr wartet.",
      fr: "Nora chante s'il attend à huit heures.",
      es: "Nora canta si él espera a las ocho.",
    },
  ],
  [
    statement(
      { ...phrase("the", "teacher"), relative: does("draw", { object: phrase("bare", "house", "beautiful", true) }) },
      does("laugh"),
    ),
    {
      en: "The teacher who draws beautiful houses laughs.",
      de: "Der Lehrer, der schöne Häuser zeichnet, lacht.",
      fr: "Le professeur qui dessine de belles maisons rit.",
      es: "El profesor que dibuja casas bonitas ríe.",
    },
  ],
  [
    {
      kind: "property",
      subject: phrase("the", "flower", undefined, true),
      adjective: adjective("expensive"),
      than: phrase("this", "clock"),
      past: true,
      negated: false,
      question: false,
    },
    {
      en: "The flowers were more expensive than this clock.",
      de: "Die Blumen waren teurer als diese Uhr.",
      fr: "Les fleurs étaient plus chères que cette horloge.",
      es: "Las flores eran más caras que este reloj.",
    },
  ],
  [
    {
      kind: "property",
      subject: phrase("the", "bottle"),
      adjective: adjective("empty"),
      past: false,
      negated: false,
      question: true,
    },
    {
      en: "Is the bottle empty?",
      de: "Ist die Flasche leer?",
      fr: "Est-ce que la bouteille est vide ?",
      es: "¿Está vacía la botella?",
    },
  ],
  [
    { kind: "exists", what: phrase(27, "book", undefined, true), place: place("in the library"), past: false },
    {
      en: "There are 27 books in the library.",
      de: "Es gibt 27 Bücher in der Bibliothek.",
      fr: "Il y a 27 livres dans la bibliothèque.",
      es: "Hay 27 libros en la biblioteca.",
    },
  ],
  [
    { kind: "price", what: phrase("this", "hat", "expensive"), cents: 1250 },
    {
      en: "This expensive hat costs 12.50 euros.",
      de: "Dieser teure Hut kostet 12,50 Euro.",
      fr: "Ce chapeau cher coûte 12,50 euros.",
      es: "Este sombrero caro cuesta 12,50 euros.",
    },
  ],
];

describe("the grammar", () => {
  it.each(languages)("says known sentences rightly in %s, so that all twelve directions are right", (language) => {
    for (const [sentence, texts] of known) expect(sentenceIn(language, sentence)).toBe(texts[language]);
  });

  it.each([
    ["nominative", statement(phrase("a", "judge", "young"), does("wait")), "Ein junger Richter wartet."],
    [
      "accusative",
      statement(name("Eva"), does("greet", { object: phrase("the", "judge", "young") })),
      "Eva grüßt den jungen Richter.",
    ],
    [
      "dative plural",
      statement(name("Eva"), does("help", { object: phrase("this", "judge", "young", true) })),
      "Eva hilft diesen jungen Richtern.",
    ],
    [
      "neuter",
      statement(name("Eva"), does("use", { object: phrase("a", "boat", "small") })),
      "Eva benutzt ein kleines Boot.",
    ],
    [
      "bare plural",
      statement(name("Eva"), does("use", { object: phrase("bare", "boat", "small", true) })),
      "Eva benutzt kleine Boote.",
    ],
  ] as const)("declines German: %s", (_, sentence, text) => expect(sentenceIn("de", sentence)).toBe(text));

  it("gives every sentence a capital, an end and single spaces, in every language", () => {
    const random = seededRandom(4);
    for (let i = 0; i < 2000; i++) {
      const sentence = randomSentence(random);
      for (const language of languages) {
        const text = sentenceIn(language, sentence);
        expect(text).toMatch(/^[¿]?\p{Lu}[^¿]*[.?]$/u);
        expect(text).not.toMatch(/\s{2}|undefined|\bfuture\b|\s[.,]|,,|_/);
      }
    }
  });

  it("elides in French wherever a vowel follows", () => {
    const random = seededRandom(5);
    for (let i = 0; i < 3000; i++) {
      expect(sentenceIn("fr", randomSentence(random))).not.toMatch(
        /(?<!\p{L})(que|ne|le|de|ce|si il)\s[aeiouhéèêâœ]/iu,
      );
    }
  });

  it("contracts prepositions and articles", () => {
    const random = seededRandom(6);
    for (let i = 0; i < 3000; i++) {
      const sentence = randomSentence(random);
      expect(sentenceIn("fr", sentence)).not.toMatch(/ à les? /);
      expect(sentenceIn("es", sentence)).not.toMatch(/ (a|de) el /);
    }
  });

  it("tells sentences apart in every language, so that each has one translation", () => {
    const random = seededRandom(7);
    const trees = Array.from({ length: 8000 }, () => randomSentence(random));
    for (const from of languages) {
      const meanings = new Map<string, string>();
      for (const tree of trees) {
        const text = sentenceIn(from, tree);
        const meaning = languages.map((language) => sentenceIn(language, tree)).join("|");
        expect(meanings.get(text) ?? meaning).toBe(meaning);
        meanings.set(text, meaning);
      }
    }
  });

  it("finds every term of a sentence in the sentence", () => {
    const random = seededRandom(8);
    for (let i = 0; i < 1000; i++) {
      const sentence = randomSentence(random);
      for (const language of languages) {
        const text = sentenceIn(language, sentence).toLowerCase();
        const missing = termsOf(sentence, language).filter(
          (forms) => !forms.some((form) => text.includes(form.toLowerCase())),
        );
        expect(missing).toEqual([]);
      }
    }
  });
});

describe("translation challenges", () => {
  it("come from a seed, and never twice from many", () => {
    expect(createTranslationChallenge(9)).toEqual(createTranslationChallenge(9));
    const texts = new Set(Array.from({ length: 20_000 }, (_, seed) => createTranslationChallenge(seed).request.text));
    expect(texts.size).toBe(20_000);
  });

  it("ask for all twelve directions", () => {
    const asked = Array.from({ length: 500 }, (_, seed) => createTranslationChallenge(seed).request);
    expect(new Set(asked.map(({ sourceLanguage: from, targetLanguage: to }) => `${from}-${to}`)).size).toBe(12);
  });
});
