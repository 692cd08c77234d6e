import { createHash } from "node:crypto";
import { appendFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { CodedError } from "@taostack/primitives";
import { requestId } from "../request-id.js";
import type { Random } from "../text/tasks/task.js";
import type { TranslationChallenge } from "./challenge.js";

export interface ReferencePoolErrorData {
  readonly code: "commodities/bad_reference_pair";
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** One line of a pool's files. */
export interface ReferencePair {
  readonly source: string;
  readonly sourceLanguage: string;
  readonly targetLanguage: string;
  /** At least one. */
  readonly references: readonly string[];
}

/** Texts with references that nobody else has seen, for models that know more than the bundled grammar. */
export interface ReferencePool {
  /** Pairs that were not used yet. */
  readonly remaining: number;
  /** A pair that was never given before, in random order; it is marked as used first. `undefined` when all were. */
  take(random: Random): Promise<TranslationChallenge | undefined>;
}

/** The hashes of used texts, one a line, beside the pairs. */
const USED = "used.txt";

const hashOf = ({ source, targetLanguage }: ReferencePair): string =>
  createHash("sha256").update(`${targetLanguage}\n${source}`).digest("hex");

/**
 * Opens a folder of `*.jsonl` files whose lines are `ReferencePair`s. Each is used once, across restarts too: a text that was
 * asked is known to the miners. One process at a time.
 * @throws `commodities/bad_reference_pair`
 */
export async function openReferencePool(folder: string): Promise<ReferencePool> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".jsonl")).sort();
  const pairs = (await Promise.all(files.map((name) => readPairs(folder, name)))).flat();
  const used = new Set(await usedHashes(folder));
  const rest = [...new Map(pairs.map((pair) => [hashOf(pair), pair]))].filter(([hash]) => !used.has(hash));
  return {
    get remaining() {
      return rest.length;
    },
    async take(random) {
      const [taken] = rest.splice(Math.floor(random() * rest.length), 1);
      if (taken === undefined) return undefined;
      const [hash, pair] = taken;
      await appendFile(join(folder, USED), `${hash}\n`, { flush: true });
      return challengeOf(pair, random);
    },
  };
}

const challengeOf = (pair: ReferencePair, random: Random): TranslationChallenge => ({
  request: {
    requestId: requestId(random),
    model: "",
    text: pair.source,
    sourceLanguage: pair.sourceLanguage,
    targetLanguage: pair.targetLanguage,
  },
  check: { references: pair.references },
});

async function usedHashes(folder: string): Promise<string[]> {
  try {
    return (await readFile(join(folder, USED), "utf8")).split("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

async function readPairs(folder: string, file: string): Promise<ReferencePair[]> {
  const lines = (await readFile(join(folder, file), "utf8")).split("\n");
  return lines.flatMap((line, index) => (line.trim() === "" ? [] : [parsePair(line, file, index + 1)]));
}

function parsePair(text: string, file: string, line: number): ReferencePair {
  const pair = parsed(text);
  if (isPair(pair)) return pair;
  throw new CodedError<ReferencePoolErrorData>(
    { code: "commodities/bad_reference_pair", file, line },
    `Line ${line} of ${file} is no reference pair.`,
    {
      remedy: "Write one JSON object a line: source, sourceLanguage, targetLanguage, and references, a list of texts.",
    },
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPair(value: unknown): value is ReferencePair {
  const { source, sourceLanguage, targetLanguage, references } = (value ?? {}) as Record<string, unknown>;
  const isText = (part: unknown) => typeof part === "string" && part.trim() !== "";
  const list = Array.isArray(references) && references.length > 0 && references.every(isText);
  return list && [source, sourceLanguage, targetLanguage].every(isText);
}
