import type { PerLanguage } from "../languages.js";

const of = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Words that every text of a language is full of and a translation into another has not. */
export const functionWords: PerLanguage<ReadonlySet<string>> = {
  en: of(
    "the a an and or but of to in on at by for with from that this these those is are was were be been has have had do does did not will would can could should may must he she it they we you his her their its who which what when where why how if because while than there under behind near",
  ),
  de: of(
    "der die das den dem des ein eine einen einem einer eines kein keine keinen und oder aber von zu im in am an auf bei mit für aus dass diese dieser dieses diesen ist sind war waren wird werden hat haben nicht kann können muss müssen will wollen er sie es wir ihr ich sein seine wer was wann wo warum wie wenn weil während als zum zur vor hinter unter",
  ),
  fr: of(
    "le la les l un une des du de d et ou mais à au aux en dans sur sous avec pour par que qu qui ce cet cette ces est sont était étaient sera a ont ne n pas peut doit veut il elle ils elles nous vous je son sa ses leur quand où pourquoi comment si parce pendant plus y être avoir derrière devant",
  ),
  es: of(
    "el la los las un una unos unas y o pero de del a al en con por para que quien quién este esta estos estas es son era eran está están va van ha han no puede pueden debe quiere él ella ellos nosotros usted yo su sus se lo le cuando cuándo dónde qué si porque mientras más hay había bajo sobre detrás delante",
  ),
};
