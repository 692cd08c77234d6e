import { words } from "./words.js";

/** What a verb takes besides its subject. `gift` has a recipient too. */
export type VerbKind = "thing" | "person" | "gift" | "alone" | "saying";

export interface Verb {
  readonly kind: VerbKind;
  readonly en: { readonly base: string; readonly third: string; readonly past: string };
  /** The infinitive is the third person plural too. All form their perfect with "haben". */
  readonly de: {
    readonly one: string;
    readonly infinitive: string;
    readonly participle: string;
    readonly objectCase: "accusative" | "dative";
  };
  /** All form their perfect with "avoir". */
  readonly fr: {
    readonly one: string;
    readonly many: string;
    readonly infinitive: string;
    readonly participle: string;
  };
  readonly es: {
    readonly one: string;
    readonly many: string;
    readonly infinitive: string;
    readonly pastOne: string;
    readonly pastMany: string;
  };
}

type Row = readonly [en: string, de: string, fr: string, es: string];

function verb(kind: VerbKind, [english, german, french, spanish]: Row): Verb {
  const en = words(english, 3);
  const de = words(german, 3);
  const fr = words(french, 4);
  const es = words(spanish, 5);
  return {
    kind,
    en: { base: en[0]!, third: en[1]!, past: en[2]! },
    de: {
      one: de[0]!,
      infinitive: de[1]!,
      participle: de[2]!,
      objectCase: de[1] === "helfen" ? "dative" : "accusative",
    },
    fr: { one: fr[0]!, many: fr[1]!, infinitive: fr[2]!, participle: fr[3]! },
    es: { one: es[0]!, many: es[1]!, infinitive: es[2]!, pastOne: es[3]!, pastMany: es[4]! },
  };
}

const rows: Readonly<Record<VerbKind, readonly Row[]>> = {
  thing: [
    [
      "buy buys bought",
      "kauft kaufen gekauft",
      "achète achètent acheter acheté",
      "compra compran comprar compró compraron",
    ],
    [
      "sell sells sold",
      "verkauft verkaufen verkauft",
      "vend vendent vendre vendu",
      "vende venden vender vendió vendieron",
    ],
    [
      "find finds found",
      "findet finden gefunden",
      "trouve trouvent trouver trouvé",
      "encuentra encuentran encontrar encontró encontraron",
    ],
    [
      "lose loses lost",
      "verliert verlieren verloren",
      "perd perdent perdre perdu",
      "pierde pierden perder perdió perdieron",
    ],
    ["paint paints painted", "malt malen gemalt", "peint peignent peindre peint", "pinta pintan pintar pintó pintaron"],
    [
      "repair repairs repaired",
      "repariert reparieren repariert",
      "répare réparent réparer réparé",
      "repara reparan reparar reparó repararon",
    ],
    [
      "carry carries carried",
      "trägt tragen getragen",
      "porte portent porter porté",
      "lleva llevan llevar llevó llevaron",
    ],
    [
      "clean cleans cleaned",
      "putzt putzen geputzt",
      "nettoie nettoient nettoyer nettoyé",
      "limpia limpian limpiar limpió limpiaron",
    ],
    [
      "draw draws drew",
      "zeichnet zeichnen gezeichnet",
      "dessine dessinent dessiner dessiné",
      "dibuja dibujan dibujar dibujó dibujaron",
    ],
    [
      "break breaks broke",
      "zerbricht zerbrechen zerbrochen",
      "casse cassent casser cassé",
      "rompe rompen romper rompió rompieron",
    ],
    [
      "hide hides hid",
      "versteckt verstecken versteckt",
      "cache cachent cacher caché",
      "esconde esconden esconder escondió escondieron",
    ],
    [
      "forget forgets forgot",
      "vergisst vergessen vergessen",
      "oublie oublient oublier oublié",
      "olvida olvidan olvidar olvidó olvidaron",
    ],
    ["use uses used", "benutzt benutzen benutzt", "utilise utilisent utiliser utilisé", "usa usan usar usó usaron"],
    [
      "choose chooses chose",
      "wählt wählen gewählt",
      "choisit choisissent choisir choisi",
      "elige eligen elegir eligió eligieron",
    ],
    ["steal steals stole", "stiehlt stehlen gestohlen", "vole volent voler volé", "roba roban robar robó robaron"],
  ],
  person: [
    ["see sees saw", "sieht sehen gesehen", "voit voient voir vu", "ve ven ver vio vieron"],
    ["help helps helped", "hilft helfen geholfen", "aide aident aider aidé", "ayuda ayudan ayudar ayudó ayudaron"],
    [
      "greet greets greeted",
      "grüßt grüßen gegrüßt",
      "salue saluent saluer salué",
      "saluda saludan saludar saludó saludaron",
    ],
    ["hear hears heard", "hört hören gehört", "entend entendent entendre entendu", "oye oyen oír oyó oyeron"],
    ["love loves loved", "liebt lieben geliebt", "aime aiment aimer aimé", "ama aman amar amó amaron"],
    [
      "understand understands understood",
      "versteht verstehen verstanden",
      "comprend comprennent comprendre compris",
      "entiende entienden entender entendió entendieron",
    ],
  ],
  gift: [
    ["give gives gave", "gibt geben gegeben", "donne donnent donner donné", "da dan dar dio dieron"],
    [
      "send sends sent",
      "schickt schicken geschickt",
      "envoie envoient envoyer envoyé",
      "envía envían enviar envió enviaron",
    ],
    [
      "show shows showed",
      "zeigt zeigen gezeigt",
      "montre montrent montrer montré",
      "muestra muestran mostrar mostró mostraron",
    ],
    [
      "bring brings brought",
      "bringt bringen gebracht",
      "apporte apportent apporter apporté",
      "trae traen traer trajo trajeron",
    ],
  ],
  alone: [
    [
      "sleep sleeps slept",
      "schläft schlafen geschlafen",
      "dort dorment dormir dormi",
      "duerme duermen dormir durmió durmieron",
    ],
    [
      "work works worked",
      "arbeitet arbeiten gearbeitet",
      "travaille travaillent travailler travaillé",
      "trabaja trabajan trabajar trabajó trabajaron",
    ],
    [
      "sing sings sang",
      "singt singen gesungen",
      "chante chantent chanter chanté",
      "canta cantan cantar cantó cantaron",
    ],
    ["dance dances danced", "tanzt tanzen getanzt", "danse dansent danser dansé", "baila bailan bailar bailó bailaron"],
    [
      "wait waits waited",
      "wartet warten gewartet",
      "attend attendent attendre attendu",
      "espera esperan esperar esperó esperaron",
    ],
    ["laugh laughs laughed", "lacht lachen gelacht", "rit rient rire ri", "ríe ríen reír rio rieron"],
    ["eat eats ate", "isst essen gegessen", "mange mangent manger mangé", "come comen comer comió comieron"],
    [
      "write writes wrote",
      "schreibt schreiben geschrieben",
      "écrit écrivent écrire écrit",
      "escribe escriben escribir escribió escribieron",
    ],
    [
      "cook cooks cooked",
      "kocht kochen gekocht",
      "cuisine cuisinent cuisiner cuisiné",
      "cocina cocinan cocinar cocinó cocinaron",
    ],
    ["play plays played", "spielt spielen gespielt", "joue jouent jouer joué", "juega juegan jugar jugó jugaron"],
  ],
  saying: [
    ["say says said", "sagt sagen gesagt", "dit disent dire dit", "dice dicen decir dijo dijeron"],
    [
      "think thinks thought",
      "denkt denken gedacht",
      "pense pensent penser pensé",
      "piensa piensan pensar pensó pensaron",
    ],
    ["know knows knew", "weiß wissen gewusst", "sait savent savoir su", "sabe saben saber supo supieron"],
    [
      "believe believes believed",
      "glaubt glauben geglaubt",
      "croit croient croire cru",
      "cree creen creer creyó creyeron",
    ],
  ],
};

const ofKind = (kind: VerbKind): readonly Verb[] => rows[kind].map((row) => verb(kind, row));

export const verbs: Readonly<Record<VerbKind, readonly Verb[]>> = {
  thing: ofKind("thing"),
  person: ofKind("person"),
  gift: ofKind("gift"),
  alone: ofKind("alone"),
  saying: ofKind("saying"),
};
