import { words } from "./words.js";

/** Forms by gender and number. */
export interface AgreeingForms {
  readonly m: string;
  readonly f: string;
  readonly mMany: string;
  readonly fMany: string;
}

export interface Adjective {
  readonly describes: "person" | "thing" | "any";
  /** Without a comparative it is not compared. */
  readonly en: { readonly base: string; readonly comparative?: string };
  /** `base` as predicate, `stem` before endings. */
  readonly de: { readonly base: string; readonly stem: string; readonly comparative?: string };
  /** `mVowel`: masculine singular before a vowel. */
  readonly fr: AgreeingForms & { readonly before: boolean; readonly mVowel: string };
  /** `estar`: a state, not a property. */
  readonly es: AgreeingForms & { readonly estar: boolean };
}

type Row = readonly [describes: Adjective["describes"], en: string, de: string, fr: string, es: string];

const rows: readonly Row[] = [
  ["any", "old older", "alt älter", "vieux vieille vieux vieilles vieil", "viejo vieja viejos viejas"],
  ["any", "small smaller", "klein kleiner", "petit petite petits petites petit", "pequeño pequeña pequeños pequeñas"],
  ["any", "big bigger", "groß größer", "grand grande grands grandes grand", "grande grande grandes grandes"],
  ["thing", "new newer", "neu neuer", "nouveau nouvelle nouveaux nouvelles nouvel", "nuevo nueva nuevos nuevas"],
  [
    "thing",
    "beautiful more_beautiful",
    "schön schöner",
    "beau belle beaux belles bel",
    "bonito bonita bonitos bonitas",
  ],
  ["thing", "heavy heavier", "schwer schwerer", "lourd lourde lourds lourdes", "pesado pesada pesados pesadas"],
  ["thing", "expensive more_expensive", "teuer teurer", "cher chère chers chères", "caro cara caros caras"],
  ["thing", "useful more_useful", "nützlich nützlicher", "utile utile utiles utiles", "útil útil útiles útiles"],
  [
    "thing",
    "dangerous more_dangerous",
    "gefährlich gefährlicher",
    "dangereux dangereuse dangereux dangereuses",
    "peligroso peligrosa peligrosos peligrosas",
  ],
  ["thing", "empty", "leer", "vide vide vides vides", "vacío vacía vacíos vacías estar"],
  ["thing", "round", "rund", "rond ronde ronds rondes", "redondo redonda redondos redondas"],
  ["thing", "red", "rot", "rouge rouge rouges rouges", "rojo roja rojos rojas"],
  ["thing", "green", "grün", "vert verte verts vertes", "verde verde verdes verdes"],
  ["thing", "white", "weiß", "blanc blanche blancs blanches", "blanco blanca blancos blancas"],
  ["thing", "black", "schwarz", "noir noire noirs noires", "negro negra negros negras"],
  ["thing", "blue", "blau", "bleu bleue bleus bleues", "azul azul azules azules"],
  ["thing", "yellow", "gelb", "jaune jaune jaunes jaunes", "amarillo amarilla amarillos amarillas"],
  ["person", "young younger", "jung jünger", "jeune jeune jeunes jeunes jeune", "joven joven jóvenes jóvenes"],
  [
    "person",
    "happy happier",
    "glücklich glücklicher",
    "heureux heureuse heureux heureuses",
    "feliz feliz felices felices",
  ],
  ["person", "tired", "müde", "fatigué fatiguée fatigués fatiguées", "cansado cansada cansados cansadas estar"],
  ["person", "rich richer", "reich reicher", "riche riche riches riches", "rico rica ricos ricas"],
  ["person", "strong stronger", "stark stärker", "fort forte forts fortes", "fuerte fuerte fuertes fuertes"],
  [
    "person",
    "famous more_famous",
    "berühmt berühmter",
    "célèbre célèbre célèbres célèbres",
    "famoso famosa famosos famosas",
  ],
];

const germanStems: Readonly<Record<string, string>> = { teuer: "teur", müde: "müd" };

function agreeing(row: string): AgreeingForms {
  const [m, f, mMany, fMany] = words(row.split(" ").slice(0, 4).join(" "), 4);
  return { m: m!, f: f!, mMany: mMany!, fMany: fMany! };
}

function adjective([describes, english, german, french, spanish]: Row): Adjective {
  const [en = "", enMore] = english.split(" ");
  const [de = "", deMore] = german.split(" ");
  const [mVowel] = french.split(" ").slice(4);
  const fr = agreeing(french);
  return {
    describes,
    en: { base: en, ...(enMore ? { comparative: enMore.replace("_", " ") } : {}) },
    de: { base: de, stem: germanStems[de] ?? de, ...(deMore ? { comparative: deMore } : {}) },
    fr: { ...fr, before: mVowel !== undefined, mVowel: mVowel ?? fr.m },
    es: { ...agreeing(spanish), estar: spanish.endsWith(" estar") },
  };
}

export const adjectives: readonly Adjective[] = rows.map(adjective);
