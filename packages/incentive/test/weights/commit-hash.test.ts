import { fromHex, toHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { commitHash, mechanismIndex } from "../../src/index.js";

// interface.md 12.6
describe("commitHash", () => {
  const alice = fromHex("d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d");
  const input = {
    account: alice,
    index: 1,
    uids: [0, 1],
    values: [65535, 32768],
    salt: [1, 2, 3],
    versionKey: 10_002_000n,
  };

  it.each([
    [0, "0x6c1fa673ad5a553def82d462898a4180d5446712c59b859bcf5cd8230e209114"],
    [1, "0xfc14f9827bb730381e2a31684ef19f457d384f7457bc5934cd8eb536dc44bbf9"],
  ])("of mechanism %d", (mechanism, hash) => {
    expect(toHex(commitHash({ ...input, index: mechanismIndex(1, mechanism) }))).toBe(hash);
  });

  it("takes long vectors", () => {
    const long = Array.from({ length: 20_000 }, (_, index) => index);
    expect(commitHash({ ...input, uids: long, values: long })).toHaveLength(32);
  });

  it.each([
    ["incentive/length_mismatch", { account: alice.slice(1) }],
    ["incentive/length_mismatch", { uids: [1] }],
    ["incentive/out_of_range", { salt: [65_536] }],
    ["incentive/out_of_range", { versionKey: -1n }],
  ])("refuses with %s", (code, overrides) => {
    expect(() => commitHash({ ...input, ...overrides })).toThrow(expect.objectContaining({ code }));
  });
});
