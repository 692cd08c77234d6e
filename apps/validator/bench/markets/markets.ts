import type { OpenContest } from "./contest.js";
import { openForecastContest } from "./forecast/open-contest.js";
import { openStorageContest } from "./storage/open-contest.js";
import { openTextContest } from "./text/open-contest.js";
import { openTranslationContest } from "./translation/open-contest.js";
import { openVisionContest } from "./vision/open-contest.js";

const contests = {
  text: openTextContest,
  vision: openVisionContest,
  translation: openTranslationContest,
  forecast: openForecastContest,
  storage: openStorageContest,
} as const satisfies Readonly<Record<string, OpenContest>>;

export type MarketName = keyof typeof contests;
export const marketNames = Object.keys(contests) as readonly MarketName[];
export const openContestOf = (name: MarketName): OpenContest => contests[name];
