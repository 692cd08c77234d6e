/** The languages of the bundled domain: what its grammar writes and its models translate, each into each. */
export const languages = ["en", "de", "fr", "es"] as const;

/** ISO 639-1. */
export type Language = (typeof languages)[number];

export const isLanguage = (code: string): code is Language => (languages as readonly string[]).includes(code);

/** One thing for each language. */
export type PerLanguage<T> = Readonly<Record<Language, T>>;

export const languageNames: PerLanguage<string> = { en: "English", de: "German", fr: "French", es: "Spanish" };
