import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { bundleForBrowser } from "./bundle.js";

describe("in a browser", () => {
  let all: string;
  beforeAll(async () => {
    all = await bundleForBrowser("*");
  });

  /** Runs code after the bundle where there is nothing but the language and the globals that every browser has. */
  function runInBrowser(code: string): unknown {
    const context = createContext({ TextEncoder, TextDecoder }, { codeGeneration: { strings: false, wasm: true } });
    return runInContext(`"use strict";${all};(() => { ${code} })()`, context);
  }

  it("has no Node globals", () => {
    expect(runInBrowser("return [typeof process, typeof Buffer, typeof require, typeof global].join();")).toBe(
      "undefined,undefined,undefined,undefined",
    );
  });

  // yuma.md 9.23, G2
  it("runs the golden epoch with liquid alpha", () => {
    const printed = runInBrowser(`
      const { epoch, pairsOfRow, sparseRows } = incentive;
      const output = epoch({
        n: 6, currentBlock: 10000, lastMechanismStepBlock: 9640, emission: 1234567890n, ownerUid: 5,
        alphaStake: [1000000000000n, 750000000000n, 500000000000n, 0n, 3000000000n, 250000000000n],
        rootStake: [0n, 0n, 0n, 0n, 0n, 0n],
        lastUpdate: [9990, 9900, 4000, 100, 9700, 9800],
        blockAtRegistration: [10, 10, 10, 20, 9700, 20],
        validatorPermit: [1, 1, 1, 0, 0, 1],
        weights: sparseRows([[[3, 65535], [4, 32768]], [[3, 20000], [4, 65535], [5, 1000]], [[3, 65535], [4, 100]],
          [], [], [[3, 65535], [5, 500], [4, 10000]]]),
        bonds: sparseRows([[[3, 65535], [4, 40000]], [[3, 30000], [4, 65535]], [[3, 10000]], [], [], [[3, 5000]]]),
        hyperparameters: {
          tempo: 360, activityCutoffFactorMilli: 13889, maxAllowedValidators: 3, kappa: 32767, bondsPenalty: 32767,
          bondsMovingAverage: 900000n, yuma3On: true, liquidAlphaOn: true, alphaValues: [45875, 58982],
          alphaSigmoidSteepness: 1000, stakeThreshold: 10n ** 10n, taoWeight: 0n,
        },
      });
      return [output.dividends.join(), output.emission.join(), JSON.stringify(pairsOfRow(output.bonds, 5))].join(" | ");
    `);
    expect(printed).toBe(
      "36248,23696,0,0,0,5589 | 341434110,223200567,0,381352874,233439938,55140397 | [[3,36720],[4,6044],[5,302]]",
    );
  });

  it("simulates, hashes, swaps and refuses", () => {
    const printed = runInBrowser(`
      const { simulate, commitHash, swapTaoForAlpha, DEFAULT_QUOTE_WEIGHT } = incentive;
      const run = simulate({ alphaStake: [8n, 1n, 1n, 0n] }, { epochs: 2, changes: { 0: { weights: { 0: [0, 0, 0, 1] } } } });
      const hash = commitHash({ account: new Uint8Array(32), index: 1, uids: [0], values: [1], salt: [2], versionKey: 3n });
      const pool = { subnetMechanism: 1, subnetTao: 10n ** 12n, subnetAlphaIn: 10n ** 12n, quoteWeight: DEFAULT_QUOTE_WEIGHT, feeRate: 33 };
      let code;
      try { swapTaoForAlpha(pool, -1n); } catch (error) { code = error.data.code; }
      return [run.incentive.ofUid(3).join(), hash.length, swapTaoForAlpha(pool, 10n ** 9n).paidOut, code].join(" ");
    `);
    expect(printed).toBe("65535,65535 32 998498457 incentive/out_of_range");
  });

  it("is small", async () => {
    const one = await bundleForBrowser(["epoch", "sparseRows"]);
    const size = (code: string): number => gzipSync(code, { level: 9 }).length;
    console.info(`gzip: all of @taostack/incentive ${size(all)} bytes, an epoch alone ${size(one)} bytes`);
    expect(size(all)).toBeLessThan(60_000);
    expect(size(one)).toBeLessThan(size(all));
  });
});
