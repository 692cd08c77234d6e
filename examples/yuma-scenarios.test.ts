import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Simulation } from "@taostack/incentive";
import { describe, expect, it } from "vitest";

interface Result {
  readonly name: string;
  readonly stake: readonly bigint[];
  readonly runs: Readonly<Record<"yuma2" | "yuma3" | "liquid", Simulation>>;
}

const example = new URL("yuma-scenarios.mjs", import.meta.url);
const { compare, gains }: { compare(): Result[]; gains(run: Simulation, stake: readonly bigint[]): number[] } =
  await import(example.href);
const results = compare();
const resultOf = (name: string): Result => results.find((result) => result.name === name)!;

/** Validators' figures of an epoch. */
const ofEpoch = (run: Simulation, epoch: number) => ({
  bonds: [0, 1, 2].map((uid) => [run.bond(uid, 3)[epoch], run.bond(uid, 4)[epoch]].join(",")).join(" "),
  dividends: run.dividends.ofEpoch(epoch).slice(0, 3).join(","),
  paid: run.validatorEmission.ofEpoch(epoch).slice(0, 3).join(","),
});

describe("the Yuma3 scenarios come out as specified", () => {
  it.each<[section: string, name: string, rule: "liquid" | "yuma3", rows: [string, string, string][]]>([
    [
      "yuma.md 9.12",
      "the big validator moves first",
      "liquid",
      [
        ["6640,0 6640,0 6640,0", "52428,6553,6553", "400000000,49999999,49999999"],
        ["5951,6640 24229,0 24229,0", "65535,0,0", "500000000,0,0"],
        ["5336,12607 20770,6640 36565,0", "61486,4048,0", "469114009,30885990,0"],
        ["4786,17970 18119,12607 28221,6640", "57796,5068,2669", "440959013,38671990,20368996"],
        ["4294,22789 15957,17970 23518,12607", "56122,5531,3881", "428185483,42204163,29610352"],
        ["3853,27120 14133,22789 20244,17970", "55170,5795,4569", "420923057,44213590,34863351"],
      ],
    ],
    [
      "yuma.md 9.13",
      "the big validator moves second",
      "liquid",
      [
        ["6640,0 6640,0 6640,0", "52428,6553,6553", "400000000,49999999,49999999"],
        ["12607,0 5951,19572 12607,0", "55350,3266,6918", "422294004,24919245,52786750"],
        ["11235,6640 5336,24229 28414,0", "45007,20527,0", "343388321,156611677,0"],
        ["10030,12607 4786,28414 23641,6640", "48632,13700,3201", "371042835,104528080,24429083"],
        ["8966,17970 4294,32175 20336,12607", "49969,11183,4382", "381239730,85325643,33434624"],
        ["8023,22789 3853,35555 17771,17970", "50661,9879,4993", "386523246,75379034,38097718"],
      ],
    ],
    [
      "yuma.md 9.14",
      "the big validator moves last",
      "liquid",
      [
        ["6640,0 6640,0 6640,0", "52428,6553,6553", "400000000,49999999,49999999"],
        ["12607,0 5951,19572 12607,0", "55350,3266,6918", "422294004,24919245,52786750"],
        ["17970,0 5336,33299 11235,19572", "58761,2181,4592", "448321481,16641518,35036999"],
        ["15832,6640 4786,36565 10030,24229", "30561,21034,13938", "233169897,160486565,106343537"],
        ["14026,12607 4294,39500 8966,28414", "39164,15337,11033", "298803620,117019120,84177258"],
        ["12471,17970 3853,42138 8023,32175", "43202,12663,9669", "329614927,96613626,73771445"],
      ],
    ],
    [
      "yuma.md 9.15",
      "one of three leaves for an epoch",
      "liquid",
      [
        ["6640,0 6640,0 6640,0", "21626,21626,22281", "165000000,165000000,169999999"],
        ["12607,0 12607,0 12607,0", "21626,21626,22281", "165000000,165000000,169999999"],
        ["17970,0 17970,0 11235,19572", "24784,24784,15965", "189096121,189096121,121807756"],
        ["22789,0 22789,0 16737,17153", "23773,23773,17988", "181377975,181377975,137244048"],
        ["27120,0 27120,0 21681,15147", "23209,23209,19116", "177073512,177073512,145852973"],
        ["31012,0 31012,0 26124,13439", "22851,22851,19832", "174342485,174342485,151315029"],
      ],
    ],
    [
      "yuma.md 9.16",
      "one of three leaves for an epoch",
      "yuma3",
      [
        ["1638,0 1638,0 1638,0", "21626,21626,22281", "165000000,165000000,169999999"],
        ["3235,0 3235,0 3235,0", "21626,21626,22281", "165000000,165000000,169999999"],
        ["4792,0 4792,0 3154,1638", "24470,24470,16593", "186700830,186700830,126598338"],
        ["6310,0 6310,0 4713,1597", "23662,23662,18209", "180534164,180534164,138931670"],
        ["7790,0 7790,0 6233,1557", "23203,23203,19128", "177029922,177029922,145940154"],
        ["9233,0 9233,0 7715,1518", "22907,22907,19720", "174769338,174769338,150461322"],
      ],
    ],
  ])("%s: %s, %s", (_, name, rule, rows) => {
    const run = resultOf(name).runs[rule];
    rows.forEach(([bonds, dividends, paid], epoch) => {
      expect(ofEpoch(run, epoch)).toEqual({ bonds, dividends, paid });
    });
  });
});

it("Yuma3 pays the first to move less out of proportion than Yuma2, and a late copier less than its stake", () => {
  const { stake, runs } = resultOf("the big validator moves second");
  const [, mover2] = gains(runs.yuma2, stake);
  const [, mover3] = gains(runs.liquid, stake);
  expect(mover2).toBeGreaterThan(600);
  expect(mover3).toBeGreaterThan(100);
  expect(mover3).toBeLessThan(200);
  const copied = resultOf("a small validator copies, an epoch late");
  for (const run of Object.values(copied.runs)) expect(gains(run, copied.stake)[2]).toBeLessThan(95);
});

it("prints a line for each case", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(example)]);
  for (const { name } of results) expect(stdout).toContain(name);
  expect(stdout).toMatch(/the big validator moves second +38 % +663 % +36 % +101 % +126 % +67 % +96 % +166 % +66 %/);
  expect(stdout).toContain("bonds of C to miner 2:   0.0   0.0   0.0  10.1  19.2  27.4");
});
