import { describe, expect, it } from "vitest";
import type { Metagraph } from "../src/web/api/types.js";
import { arrangeNeurons, toNeurons } from "../src/web/neurons.js";

const metagraph: Metagraph = {
  at: 0,
  netuid: 1,
  name: "text",
  symbol: "α",
  block: 10,
  tempo: 20,
  blocksSinceLastStep: 3,
  columns: {
    hotkey: ["5A", "5B", "5C"],
    coldkey: ["5X", "5X", "5Y"],
    stake: ["9", "10", "100000000000000000000"],
    incentive: [0, 65_535, 32_768],
    dividends: [65_535, 0, 0],
    consensus: [0, 65_535, 0],
    validatorTrust: [65_535, 0, 0],
    emission: ["1", "2", "3"],
    validatorPermit: [true, true, false],
    active: [true, true, true],
    lastUpdate: [8, 0, 0],
    axon: [null, "127.0.0.2:8091", null],
  },
};
const uids = (...args: Parameters<typeof arrangeNeurons>) => arrangeNeurons(...args).map(({ uid }) => uid);

describe("neurons", () => {
  const neurons = toNeurons(metagraph);

  it("reads rows from columns, trust by role", () => {
    expect(neurons[0]).toMatchObject({ uid: 0, role: "validator", trust: 1, dividends: 1, axon: null });
    expect(neurons[1]).toMatchObject({ uid: 1, role: "miner", trust: 1, incentive: 1, axon: "127.0.0.2:8091" });
  });

  it("sorts amounts as numbers, however long, and equal rows by uid", () => {
    expect(uids(neurons, { field: "stake", descending: true }, "")).toEqual([2, 1, 0]);
    expect(uids(neurons, { field: "stake", descending: false }, "")).toEqual([0, 1, 2]);
    expect(uids(neurons, { field: "dividends", descending: true }, "")).toEqual([0, 1, 2]);
  });

  it("filters by uid, role, hotkey and axon", () => {
    const sorting = { field: "uid", descending: false } as const;
    expect(uids(neurons, sorting, "VALID")).toEqual([0]);
    expect(uids(neurons, sorting, "5c")).toEqual([2]);
    expect(uids(neurons, sorting, "8091")).toEqual([1]);
    expect(uids(neurons, sorting, "nobody")).toEqual([]);
  });
});
