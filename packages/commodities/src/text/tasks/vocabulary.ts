import { pick } from "./random.js";
import type { Random } from "./task.js";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Common words for lists. */
export const commonWords = words(`
  apple river stone cloud house bread chair table window door garden forest mountain ocean island bridge
  road train wheel boat sail wind rain snow fire light shadow night morning evening summer winter spring
  autumn paper pencil book letter story music song dance drum bell clock lamp candle mirror key lock box
  basket bottle cup plate spoon fork knife pot kettle oven salt sugar honey butter milk cheese egg lemon
  orange peach cherry grape melon onion carrot potato tomato pepper bean corn rice wheat flower leaf root
  branch seed grass tree wood sand clay iron gold silver copper glass silk wool cotton rope thread needle
  button coat hat glove shoe belt ring crown flag tent map compass hammer nail saw ladder bucket brush
  broom horse cow sheep goat dog cat mouse rabbit fox wolf bear lion tiger eagle owl crow swan duck goose
  fish whale shark crab turtle frog snake spider bee ant king queen child friend farmer sailor doctor
  teacher baker painter hunter village city tower castle temple market school bank field hill valley lake
  desert cave star moon sun planet rocket engine motor signal number color circle square line point corner
`);

export const colors = words("red blue green yellow black white brown pink gray purple");

export const jobs = words("baker sailor doctor teacher farmer painter hunter singer miller tailor pilot writer");

export const animals = words("dog cat horse rabbit goat duck owl fox turtle mouse sheep crow");

export const things = words(
  "shells coins books stones apples pencils stamps buttons candles marbles cards keys eggs oranges cookies balls",
);

export const containers = words("box bag jar basket drawer chest bucket crate");

export const devices = words("lamp door radio clock gate safe engine camera printer heater tower bridge");

export const countries = words("France Spain Germany Italy Japan China India Brazil Canada Egypt Norway Poland");

export const cities = words("Paris London Berlin Rome Tokyo Madrid Vienna Oslo Dublin Lisbon Boston Chicago");

const givenNames = words(`
  Anna Tom Bob Mary John Lisa Peter Emma Paul Lucy Mark Sara David Nina Max Julia Ben Clara Sam Eva Leo Kate Jack Alice
`);

const personStarts = words("Bel Dar Fen Hal Jor Kel Mir Nal Quin Ros Tam Wil");
const personEnds = words("a da in on ric us");
const townStarts = words("Ash Bro Cal Dun Elm Glen Har Lin Oak Thor Vel Wex");
const townEnds = words("ton ford burg wick dale");

/** A person's name: two in three made up, one of 72; the others common. */
export const person = (random: Random): string =>
  random() < 0.67 ? pick(random, personStarts) + pick(random, personEnds) : pick(random, givenNames);

/** A town's name: four in five made up, one of 60; the others of great cities. */
export const town = (random: Random): string =>
  random() < 0.8 ? pick(random, townStarts) + pick(random, townEnds) : pick(random, cities);
