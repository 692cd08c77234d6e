import type { Term } from "./grammar/index.js";
import { sentenceBleu } from "./metrics/bleu.js";
import { sentenceChrf } from "./metrics/chrf.js";

export interface Quality {
  /** 0 … 1: `0.75 · chrf' + 0.25 · bleu`, by what terms are missing. */
  readonly quality: number;
  /** chrF++, 0 … 1. */
  readonly chrf: number;
  /** BLEU, 0 … 1. */
  readonly bleu: number;
  /** Share of the terms that are named; absent if none are known. */
  readonly terms?: number;
}

/** What letters have in common is no merit: of 1,500 unrelated sentences of the same language 1 % came above this. */
const CHANCE = 0.3;
/** chrF++ leads: at the level of sentences it follows people's judgement better, and forgives an inflection. */
const CHRF_SHARE = 0.75;
/** Missing terms take away half at most. They only take: naming all of them in no order earns nothing by itself. */
const TERM_SHARE = 0.5;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const names = (answer: string, form: string): boolean =>
  new RegExp(`(?<![\\p{L}\\p{N}])${escaped(form)}(?![\\p{L}\\p{N}])`, "iu").test(answer);

const shareNamed = (answer: string, terms: readonly Term[]): number =>
  terms.filter((forms) => forms.some((form) => names(answer, form))).length / terms.length;

/** How near an answer is to the references; at least one. */
export function qualityOf(answer: string, references: readonly string[], terms: readonly Term[] = []): Quality {
  const chrf = sentenceChrf(answer, references) / 100;
  // A perfect match is some ulps above 100.
  const bleu = Math.min(1, sentenceBleu(answer, references) / 100);
  const above = Math.max(0, (chrf - CHANCE) / (1 - CHANCE));
  const likeness = CHRF_SHARE * above + (1 - CHRF_SHARE) * bleu;
  if (terms.length === 0) return { quality: likeness, chrf, bleu };
  const named = shareNamed(answer, terms);
  return { quality: likeness * (1 - TERM_SHARE * (1 - named)), chrf, bleu, terms: named };
}
