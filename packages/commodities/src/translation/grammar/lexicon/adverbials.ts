import type { PerLanguage } from "../../languages.js";

/** A phrase that is said as a whole. */
export type Adverbial = PerLanguage<string>;

type Row = readonly [en: string, de: string, fr: string, es: string];

const adverbial = ([en, de, fr, es]: Row): Adverbial => ({ en, de, fr, es });

const placeRows: readonly Row[] = [
  ["in the garden", "im Garten", "dans le jardin", "en el jardín"],
  ["in the kitchen", "in der Küche", "dans la cuisine", "en la cocina"],
  ["at the station", "am Bahnhof", "à la gare", "en la estación"],
  ["at school", "in der Schule", "à l'école", "en la escuela"],
  ["in the library", "in der Bibliothek", "dans la bibliothèque", "en la biblioteca"],
  ["at the market", "auf dem Markt", "au marché", "en el mercado"],
  ["on the street", "auf der Straße", "dans la rue", "en la calle"],
  ["in the city", "in der Stadt", "dans la ville", "en la ciudad"],
  ["in the village", "im Dorf", "dans le village", "en el pueblo"],
  ["on the beach", "am Strand", "sur la plage", "en la playa"],
  ["in the forest", "im Wald", "dans la forêt", "en el bosque"],
  ["in the mountains", "in den Bergen", "dans les montagnes", "en las montañas"],
  ["in the office", "im Büro", "au bureau", "en la oficina"],
  ["in the hospital", "im Krankenhaus", "à l'hôpital", "en el hospital"],
  ["in the museum", "im Museum", "au musée", "en el museo"],
  ["at the harbour", "am Hafen", "au port", "en el puerto"],
  ["in the church", "in der Kirche", "dans l'église", "en la iglesia"],
  ["on the bridge", "auf der Brücke", "sur le pont", "sobre el puente"],
  ["on the train", "im Zug", "dans le train", "en el tren"],
  ["under the tree", "unter dem Baum", "sous l'arbre", "bajo el árbol"],
  ["behind the castle", "hinter dem Schloss", "derrière le château", "detrás del castillo"],
  ["in front of the theatre", "vor dem Theater", "devant le théâtre", "delante del teatro"],
  ["at home", "zu Hause", "à la maison", "en casa"],
];

const nowRows: readonly Row[] = [
  ["today", "heute", "aujourd'hui", "hoy"],
  ["now", "jetzt", "maintenant", "ahora"],
  ["every day", "jeden Tag", "tous les jours", "todos los días"],
];

const pastRows: readonly Row[] = [
  ["yesterday", "gestern", "hier", "ayer"],
  ["last week", "letzte Woche", "la semaine dernière", "la semana pasada"],
  ["last year", "letztes Jahr", "l'année dernière", "el año pasado"],
];

const futureRows: readonly Row[] = [
  ["today", "heute", "aujourd'hui", "hoy"],
  ["tomorrow", "morgen", "demain", "mañana"],
  ["next week", "nächste Woche", "la semaine prochaine", "la próxima semana"],
  ["next year", "nächstes Jahr", "l'année prochaine", "el próximo año"],
];

const dayRows: readonly Row[] = [
  ["on Monday", "am Montag", "lundi", "el lunes"],
  ["on Tuesday", "am Dienstag", "mardi", "el martes"],
  ["on Wednesday", "am Mittwoch", "mercredi", "el miércoles"],
  ["on Thursday", "am Donnerstag", "jeudi", "el jueves"],
  ["on Friday", "am Freitag", "vendredi", "el viernes"],
  ["on Saturday", "am Samstag", "samedi", "el sábado"],
  ["on Sunday", "am Sonntag", "dimanche", "el domingo"],
  ["in the morning", "am Morgen", "le matin", "por la mañana"],
  ["in the evening", "am Abend", "le soir", "por la noche"],
];

export const places: readonly Adverbial[] = placeRows.map(adverbial);

/** Times by the tense that they go with. */
export const times = {
  present: nowRows.map(adverbial),
  past: [...pastRows, ...dayRows].map(adverbial),
  future: [...futureRows, ...dayRows].map(adverbial),
} as const;
