import type { Language, PerLanguage } from "../../languages.js";

/** From two to twelve, as they stand before nouns; none of them changes with gender or case. */
const cardinals: PerLanguage<readonly string[]> = {
  en: ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
  de: ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"],
  fr: ["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"],
  es: ["dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"],
};

/** A count of at least two: small ones in words, larger ones in figures. */
export const numberIn = (language: Language, value: number): string =>
  cardinals[language][value - 2] ?? value.toString();

/** An amount in cents: a point in English, a comma elsewhere, nothing where it is a whole number. */
export function amountIn(language: Language, cents: number): string {
  const whole = Math.floor(cents / 100).toString();
  if (cents % 100 === 0) return whole;
  return `${whole}${language === "en" ? "." : ","}${(cents % 100).toString().padStart(2, "0")}`;
}

/** A time of day on the hour, from two to twelve. */
export function clockIn(language: Language, hour: number): string {
  const number = numberIn(language, hour);
  return { en: `at ${number} o'clock`, de: `um ${number} Uhr`, fr: `à ${number} heures`, es: `a las ${number}` }[
    language
  ];
}
