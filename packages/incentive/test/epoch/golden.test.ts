import { describe, expect, it } from "vitest";
import { alphaSigmoid } from "../../src/epoch/reference/alpha.js";
import { consensusWeights } from "../../src/epoch/reference/consensus.js";
import { liquidAlphas } from "../../src/epoch/reference/liquid-bonds.js";
import { colNormalise, mapEntries, weightedRowSums } from "../../src/epoch/reference/matrix.js";
import { oldBonds } from "../../src/epoch/reference/old-bonds.js";
import { bondFractions } from "../../src/epoch/reference/yuma3-bonds.js";
import { type EpochOutput, I32F32, type Matrix, traceEpoch } from "../../src/index.js";
import { bothEpochs } from "../support/both-epochs.js";
import { bigints, numbers, parseRows, rowsOf, Subnet, type SubnetOptions } from "../support/subnet.js";

// yuma.md 9.23: one subnet with an inactive validator, a late registration, an unsorted row and a lost permit.
function goldenInput(options: Partial<SubnetOptions>) {
  const subnet = new Subnet({
    stake: [1000000000000n, 750000000000n, 500000000000n, 0n, 3000000000n, 250000000000n],
    permits: [1, 1, 1, 0, 0, 1],
    lastUpdate: [9990, 9900, 4000, 100, 9700, 9800],
    registered: [10, 10, 10, 20, 9700, 20],
    lastMechanismStepBlock: 9640,
    emission: 1234567890n,
    stakeThreshold: 10_000_000_000n,
    maxAllowedValidators: 3,
    bondsPenalty: 32_767,
    ...options,
  });
  subnet.weights = parseRows(
    "(3,65535) (4,32768) / (3,20000) (4,65535) (5,1000) / (3,65535) (4,100) / – / – / (3,65535) (5,500) (4,10000)",
  );
  subnet.bonds = parseRows("(3,65535) (4,40000) / (3,30000) (4,65535) / (3,10000) / – / – / (3,5000)");
  return subnet.input(10_000);
}

const matrixText = (matrix: Matrix): string =>
  matrix.map((row) => row.map(({ column, value }) => `(${column},${value})`).join(" ") || "–").join(" / ");

function expectOutput(output: EpochOutput, expected: Record<string, string>): void {
  for (const [field, text] of Object.entries(expected)) {
    if (field === "bonds") expect(rowsOf(output)).toBe(text);
    else expect(Array.from(output[field as "emission"], BigInt), field).toEqual(bigints(text));
  }
}

const G1 = goldenInput({});
const G2 = goldenInput({ yuma3On: true, liquidAlphaOn: true, ownerUid: 5 });
const G3 = goldenInput({ yuma3On: true });

describe("golden epoch G1: relative bonds", () => {
  const trace = traceEpoch(G1);

  it("normalises stake", () => {
    expect(trace.stake).toEqual(bigints("1717986918, 1288490188, 858993459, 0, 0, 429496729"));
    expect(trace.activeStake).toEqual(bigints("2147483648, 1610612735, 0, 0, 0, 536870911"));
    expect(trace.active.map(Number)).toEqual(numbers("1, 1, 0, 0, 1, 1"));
  });

  it("finds consensus and incentive", () => {
    expect(matrixText(trace.weights)).toBe(
      "(3,2863296966) (4,1431670329) / (3,992654370) (4,3252680207) (5,49632718) / (3,4294967296) / – / – / " +
        "(3,3726361047) (4,568606248)",
    );
    expect(trace.consensus).toEqual(bigints("0, 0, 0, 2863296966, 1431670329, 0"));
    expect(matrixText(trace.clippedWeights)).toBe(
      "(3,2863296966) (4,1431670329) / (3,992654370) (4,1431670329) / (3,2863296966) / – / – / " +
        "(3,2863296966) (4,568606248)",
    );
    expect(trace.validatorTrust).toEqual(bigints("4294967295, 2424324699, 2863296966, 0, 0, 3431903214"));
    expect(trace.ranks).toEqual(bigints("0, 0, 0, 2161805991, 1323787317, 0"));
    expect(trace.incentive).toEqual(bigints("0, 0, 0, 2663789263, 1631178032, 0"));
    expect(matrixText(trace.bondWeights)).toBe(
      "(3,2863296966) (4,1431670329) / (3,992654370) (4,2342189161) (5,24816737) / (3,3579143054) / – / – / " +
        "(3,3294835591) (4,568606248)",
    );
  });

  it("buys bonds", () => {
    expect(matrixText(colNormalise(oldBonds(G1), 6))).toBe(
      "(3,2546439424) / (3,1165685247) / (3,388561749) / – / – / (3,194280874)",
    );
    const bought = mapEntries(trace.bondWeights, ({ value }, row) => I32F32.mul(trace.activeStake[row]!, value));
    expect(matrixText(colNormalise(bought, 6))).toBe(
      "(3,2775082061) (4,1846282586) / (3,721553866) (4,2265366005) (5,4294967296) / (3,0) / – / – / " +
        "(3,798331367) (4,183318704)",
    );
    expect(matrixText(trace.bonds)).toBe(
      "(3,4294967296) (4,3500415958) / (3,1874370499) (4,4294967296) (5,4294967296) / (3,584584068) / – / – / " +
        "(3,425744807) (4,347558769)",
    );
    expect(trace.dividends).toEqual(bigints("2294708785, 1555785507, 216891512, 0, 0, 227581490"));
  });

  it("shares the emission", () => {
    expect(trace.shares.server).toEqual(bigints("0, 0, 0, 1331894631, 815589016, 0"));
    expect(trace.shares.validator).toEqual(bigints("1147354392, 777892753, 108445756, 0, 0, 113790745"));
    expect(trace.shares.combined).toEqual(
      bigints("1147354392, 777892753, 108445756, 1331894631, 815589016, 113790745"),
    );
  });

  it("stores", () => {
    expectOutput(bothEpochs(G1), {
      active: "1, 1, 0, 0, 1, 1",
      stakeWeight: "26213, 19660, 13106, 0, 0, 6553",
      consensus: "0, 0, 0, 43689, 21845, 0",
      incentive: "0, 0, 0, 40645, 24889, 0",
      dividends: "35013, 23739, 3309, 0, 0, 3472",
      validatorTrust: "65534, 36991, 43689, 0, 0, 52365",
      validatorPermit: "1, 1, 1, 0, 0, 0",
      bonds: "(3,65535) (4,53411) / (3,28600) (4,65535) (5,65535) / (3,8919)",
      serverEmission: "0, 0, 0, 382846767, 234437177, 0",
      validatorEmission: "329801554, 223601566, 31172215, 0, 0, 32708607",
      emission: "329801554, 223601566, 31172215, 382846767, 234437177, 32708607",
    });
  });
});

describe("golden epoch G2: absolute bonds at liquid rates, with an owner", () => {
  const trace = traceEpoch(G2);
  const fractions = bondFractions(oldBonds(G2));

  it("finds consensus and incentive", () => {
    expect(matrixText(trace.weights)).toBe(
      "(3,2863296966) (4,1431670329) / (3,992654370) (4,3252680207) (5,49632718) / (3,4294967296) / – / – / " +
        "(3,3701856799) (5,28243356) (4,564867139)",
    );
    expect(trace.consensus).toEqual(bigints("0, 0, 0, 2863296966, 1431670329, 28243356"));
    expect(matrixText(trace.clippedWeights)).toBe(
      "(3,2863296966) (4,1431670329) / (3,992654370) (4,1431670329) (5,28243356) / (3,2863296966) / – / – / " +
        "(3,2863296966) (5,28243356) (4,564867139)",
    );
    expect(trace.validatorTrust).toEqual(bigints("4294967295, 2452568055, 2863296966, 0, 0, 3456407461"));
    expect(trace.ranks).toEqual(bigints("0, 0, 0, 2161805991, 1323319929, 14121677"));
    expect(trace.incentive).toEqual(bigints("0, 0, 0, 2653394986, 1624239399, 17332909"));
    expect(matrixText(trace.bondWeights)).toBe(
      "(3,2863296966) (4,1431670329) / (3,992654370) (4,2342189161) (5,38938200) / (3,3579143054) / – / – / " +
        "(3,3282583280) (4,564867139) (5,28243356)",
    );
  });

  it("gives each bond its rate", () => {
    expect(matrixText(fractions)).toBe("(3,4294967296) / (3,1966110000) / (3,655370000) / – / – / (3,327685000)");
    const rates = [0, 1, 2, 5].map((row) => {
      const rate = liquidAlphas(
        trace.bondWeights[row]!,
        fractions[row]!,
        trace.consensus,
        alphaSigmoid(G2.hyperparameters),
      );
      expect([0, 1, 2].map(rate)).toEqual([3012258989n, 3012258989n, 3012258989n]);
      return [3, 4, 5].map(rate);
    });
    expect(rates).toEqual([
      bigints("3142981289, 3012258989, 3012258989"),
      bigints("3058930356, 3052164920, 3012402950"),
      bigints("3036099283, 3012258989, 3012258989"),
      bigints("3021603327, 3012258989, 3012258989"),
    ]);
  });

  it("earns dividends", () => {
    expect(matrixText(trace.bonds)).toBe(
      "(3,3247296208) (4,1004096543) / (3,1272802513) (4,1664447503) (5,27310463) / (3,2722176254) / – / – / " +
        "(3,2406520496) (4,396167421) (5,19808370)",
    );
    const normalised = colNormalise(trace.bonds, 6);
    expect(matrixText(normalised)).toBe(
      "(3,1445468613) (4,1407167317) / (3,566562446) (4,2332600529) (5,2489398356) / (3,1211722024) / – / – / " +
        "(3,1071214210) (4,555199448) (5,1805568939)",
    );
    expect(weightedRowSums(normalised, trace.incentive)).toEqual(
      bigints("1425150727, 1242189702, 748591763, 0, 0, 879035095"),
    );
    expect(trace.dividends).toEqual(bigints("2375646329, 1552995418, 0, 0, 0, 366325547"));
    expect(trace.shares.server).toEqual(bigints("0, 0, 0, 1326697493, 812119699, 8666454"));
    expect(trace.shares.validator).toEqual(bigints("1187823165, 776497709, 0, 0, 0, 183162773"));
    expect(trace.shares.combined).toEqual(bigints("1187823165, 776497709, 0, 1326697493, 812119699, 191829228"));
  });

  it("stores", () => {
    expectOutput(bothEpochs(G2), {
      stakeWeight: "26213, 19660, 13106, 0, 0, 6553",
      consensus: "0, 0, 0, 43689, 21845, 430",
      incentive: "0, 0, 0, 40486, 24783, 264",
      dividends: "36248, 23696, 0, 0, 0, 5589",
      validatorTrust: "65534, 37422, 43689, 0, 0, 52739",
      validatorPermit: "1, 1, 1, 0, 0, 1",
      bonds: "(3,49549) (4,15321) / (3,19421) (4,25397) (5,416) / (3,41536) / – / – / (3,36720) (4,6044) (5,302)",
      serverEmission: "0, 0, 0, 381352874, 233439938, 2491130",
      validatorEmission: "341434110, 223200567, 0, 0, 0, 52649266",
      emission: "341434110, 223200567, 0, 381352874, 233439938, 55140397",
    });
  });
});

describe("golden epoch G3: absolute bonds at a constant rate", () => {
  const trace = traceEpoch(G3);

  it("has the consensus of G1", () => {
    const { weights, activeStake, incentive } = traceEpoch(G1);
    expect(trace.weights).toEqual(weights);
    expect(trace.incentive).toEqual(incentive);
    expect(trace.consensus).toEqual(consensusWeights(weights, activeStake, 2147450879n));
  });

  it("earns dividends", () => {
    expect(matrixText(bondFractions(oldBonds(G3)))).toBe(
      "(3,4294967296) / (3,1966110000) / (3,655370000) / – / – / (3,327685000)",
    );
    expect(matrixText(trace.bonds)).toBe(
      "(3,4151800262) (4,143167033) / (3,1868764436) (4,234218916) (5,2481673) / (3,947747304) / – / – / " +
        "(3,624400058) (4,56860624)",
    );
    const normalised = colNormalise(trace.bonds, 6);
    expect(matrixText(normalised)).toBe(
      "(3,2348547686) (4,1416010540) / (3,1057103453) (4,2316570001) (5,4294967296) / (3,536111950) / – / – / " +
        "(3,353204205) (4,562386753)",
    );
    expect(weightedRowSums(normalised, trace.incentive)).toEqual(
      bigints("1994381052, 1535434024, 332502940, 0, 0, 432649274"),
    );
    expect(trace.dividends).toEqual(bigints("2632295160, 1519913486, 0, 0, 0, 142758649"));
  });

  it("stores", () => {
    expectOutput(bothEpochs(G3), {
      dividends: "40165, 23191, 0, 0, 0, 2178",
      validatorPermit: "1, 1, 1, 0, 0, 0",
      bonds: "(3,63350) (4,2184) / (3,28514) (4,3573) (5,37) / (3,14461)",
      serverEmission: "0, 0, 0, 382846767, 234437177, 0",
      validatorEmission: "378320352, 218445945, 0, 0, 0, 20517646",
      emission: "378320352, 218445945, 0, 382846767, 234437177, 20517646",
    });
  });
});
