import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";

/** Figures of economics.md 9 that no test asserts, and why. */
const untestedCases: Readonly<Record<number, string>> = {};
/** Sections of yuma.md 9 that no test asserts, and why. */
const untestedSections: Readonly<Record<number, string>> = {};

const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, k) => first + k);

/** Numbers such as `8` and `1–8` in what follows a source in a comment. */
const numbersIn = (text: string): number[] =>
  [...text.matchAll(/(\d+)(?:–(\d+))?/g)].flatMap(([, first, last = first]) => range(Number(first), Number(last)));

/**
 * Every published figure has a test, found by the comment that names its source. A test that goes missing, or a figure
 * that is neither tested nor excused, fails here.
 */
describe("every figure of the reference is asserted", () => {
  let comments: string[];
  beforeAll(async () => {
    const folder = fileURLToPath(new URL(".", import.meta.url));
    const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".test.ts"));
    const sources = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
    comments = sources.flatMap((source) => source.match(/^\s*\/\/ .*$/gm) ?? []);
  });

  const named = (pattern: RegExp): Set<number> =>
    new Set(comments.flatMap((comment) => [...comment.matchAll(pattern)].flatMap(([, found]) => numbersIn(found!))));

  it("economics.md 9, cases 1 to 75", () => {
    const tested = named(/economics\.md 9\.\d+, cases? ([\d–]+)/g);
    const excused = Object.keys(untestedCases).map(Number);
    expect(excused.filter((number) => tested.has(number))).toEqual([]);
    expect(range(1, 75).filter((number) => !tested.has(number) && !excused.includes(number))).toEqual([]);
  });

  it("yuma.md 9.1 to 9.23", () => {
    const tested = named(/yuma\.md 9\.(\d+)/g);
    const excused = Object.keys(untestedSections).map(Number);
    expect(range(1, 23).filter((number) => !tested.has(number) && !excused.includes(number))).toEqual([]);
  });
});
