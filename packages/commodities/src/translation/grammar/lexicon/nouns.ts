import type { PerLanguage } from "../../languages.js";
import { words } from "./words.js";

export type Gender = "m" | "f" | "n";

export interface NounForms {
  readonly gender: Gender;
  readonly one: string;
  readonly many: string;
}

export interface Noun extends PerLanguage<NounForms> {
  /** Spanish marks people as objects, relative clauses say "who". */
  readonly human: boolean;
}

function forms(row: string): NounForms {
  const [gender, one, many] = words(row, 3) as [Gender, string, string];
  return { gender, one, many };
}

type Row = readonly [en: string, de: string, fr: string, es: string];

const noun =
  (human: boolean) =>
  ([en, de, fr, es]: Row): Noun => ({ human, en: forms(`n ${en}`), de: forms(de), fr: forms(fr), es: forms(es) });

/** No weak masculine nouns in German, no aspirated h in French, no feminine nouns with "el" in Spanish: the rules know none. */
const peopleRows: readonly Row[] = [
  ["child children", "n Kind Kinder", "m enfant enfants", "m niño niños"],
  ["woman women", "f Frau Frauen", "f femme femmes", "f mujer mujeres"],
  ["man men", "m Mann Männer", "m homme hommes", "m hombre hombres"],
  ["girl girls", "n Mädchen Mädchen", "f fille filles", "f niña niñas"],
  ["doctor doctors", "m Arzt Ärzte", "m médecin médecins", "m médico médicos"],
  ["baker bakers", "m Bäcker Bäcker", "m boulanger boulangers", "m panadero panaderos"],
  ["gardener gardeners", "m Gärtner Gärtner", "m jardinier jardiniers", "m jardinero jardineros"],
  ["teacher teachers", "m Lehrer Lehrer", "m professeur professeurs", "m profesor profesores"],
  ["engineer engineers", "m Ingenieur Ingenieure", "m ingénieur ingénieurs", "m ingeniero ingenieros"],
  ["judge judges", "m Richter Richter", "m juge juges", "m juez jueces"],
  ["painter painters", "m Maler Maler", "m peintre peintres", "m pintor pintores"],
  ["fisherman fishermen", "m Fischer Fischer", "m pêcheur pêcheurs", "m pescador pescadores"],
  ["brother brothers", "m Bruder Brüder", "m frère frères", "m hermano hermanos"],
  ["sister sisters", "f Schwester Schwestern", "f sœur sœurs", "f hermana hermanas"],
  ["neighbour neighbours", "f Nachbarin Nachbarinnen", "f voisine voisines", "f vecina vecinas"],
  ["queen queens", "f Königin Königinnen", "f reine reines", "f reina reinas"],
  ["nurse nurses", "f Krankenschwester Krankenschwestern", "f infirmière infirmières", "f enfermera enfermeras"],
  ["singer singers", "f Sängerin Sängerinnen", "f chanteuse chanteuses", "f cantante cantantes"],
  ["grandmother grandmothers", "f Großmutter Großmütter", "f grand-mère grands-mères", "f abuela abuelas"],
];

const thingRows: readonly Row[] = [
  ["book books", "n Buch Bücher", "m livre livres", "m libro libros"],
  ["letter letters", "m Brief Briefe", "f lettre lettres", "f carta cartas"],
  ["key keys", "m Schlüssel Schlüssel", "f clé clés", "f llave llaves"],
  ["car cars", "n Auto Autos", "f voiture voitures", "m coche coches"],
  ["house houses", "n Haus Häuser", "f maison maisons", "f casa casas"],
  ["table tables", "m Tisch Tische", "f table tables", "f mesa mesas"],
  ["chair chairs", "m Stuhl Stühle", "f chaise chaises", "f silla sillas"],
  ["apple apples", "m Apfel Äpfel", "f pomme pommes", "f manzana manzanas"],
  ["flower flowers", "f Blume Blumen", "f fleur fleurs", "f flor flores"],
  ["painting paintings", "n Gemälde Gemälde", "m tableau tableaux", "m cuadro cuadros"],
  ["map maps", "f Karte Karten", "f carte cartes", "m mapa mapas"],
  ["lamp lamps", "f Lampe Lampen", "f lampe lampes", "f lámpara lámparas"],
  ["box boxes", "f Kiste Kisten", "f boîte boîtes", "f caja cajas"],
  ["bag bags", "f Tasche Taschen", "m sac sacs", "f bolsa bolsas"],
  ["shirt shirts", "n Hemd Hemden", "f chemise chemises", "f camisa camisas"],
  ["coat coats", "m Mantel Mäntel", "m manteau manteaux", "m abrigo abrigos"],
  ["hat hats", "m Hut Hüte", "m chapeau chapeaux", "m sombrero sombreros"],
  ["shoe shoes", "m Schuh Schuhe", "f chaussure chaussures", "m zapato zapatos"],
  ["bottle bottles", "f Flasche Flaschen", "f bouteille bouteilles", "f botella botellas"],
  ["cup cups", "f Tasse Tassen", "f tasse tasses", "f taza tazas"],
  ["knife knives", "n Messer Messer", "m couteau couteaux", "m cuchillo cuchillos"],
  ["spoon spoons", "m Löffel Löffel", "f cuillère cuillères", "f cuchara cucharas"],
  ["plate plates", "m Teller Teller", "f assiette assiettes", "m plato platos"],
  ["clock clocks", "f Uhr Uhren", "f horloge horloges", "m reloj relojes"],
  ["bicycle bicycles", "n Fahrrad Fahrräder", "m vélo vélos", "f bicicleta bicicletas"],
  ["boat boats", "n Boot Boote", "m bateau bateaux", "m barco barcos"],
  ["machine machines", "f Maschine Maschinen", "f machine machines", "f máquina máquinas"],
  ["computer computers", "m Computer Computer", "m ordinateur ordinateurs", "m ordenador ordenadores"],
  ["newspaper newspapers", "f Zeitung Zeitungen", "m journal journaux", "m periódico periódicos"],
  ["door doors", "f Tür Türen", "f porte portes", "f puerta puertas"],
  ["window windows", "n Fenster Fenster", "f fenêtre fenêtres", "f ventana ventanas"],
  ["guitar guitars", "f Gitarre Gitarren", "f guitare guitares", "f guitarra guitarras"],
  ["ring rings", "m Ring Ringe", "f bague bagues", "m anillo anillos"],
  ["cake cakes", "m Kuchen Kuchen", "m gâteau gâteaux", "m pastel pasteles"],
];

export const people: readonly Noun[] = peopleRows.map(noun(true));
export const things: readonly Noun[] = thingRows.map(noun(false));
