import { toHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { devAccountId } from "../src/dev-accounts.js";
import { storageKey } from "../src/frame/index.js";
import { storage as subtensor } from "../src/pallets/subtensor/storage/index.js";
import { storage as system } from "../src/pallets/system/storage.js";

// Keys that a node of the chain was asked for in recorded exchanges.
const alice = devAccountId("//Alice");
const A = "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
const SYSTEM = "0x26aa394eea5630e07c48ae0c9558cef7";
const MODULE = "0x658faa385070e074c85bf6b568cf0555";

describe("storage keys", () => {
  it("have the chain's pallet prefixes", () => {
    const prefix = (pallet: string): string => storageKey(pallet, "").slice(2, 34);
    expect(prefix("System")).toBe("26aa394eea5630e07c48ae0c9558cef7");
    expect(prefix("Balances")).toBe("c2261276cc9d1f8598ea4b6a74b15c2f");
    expect(prefix("Timestamp")).toBe("f0c365c3cf59d671eb72da0e7a4113c4");
    expect(prefix("Sudo")).toBe("5c0d1176a568c1f92944340dbfed9e9c");
    expect(prefix("TransactionPayment")).toBe("3f1467a096bcd71a5b6a0c8155e20810");
    expect(prefix("Aura")).toBe("57f8dc2f5ab09467896f47300f042438");
    expect(prefix("AdminUtils")).toBe("b8c7f96c134ebb49eb7e77df71f098ad");
  });
  it("of plain items", () => {
    expect(system.Number.key()).toBe(`${SYSTEM}02a5c1b19ab7a04f536c519aca4983ac`);
    expect(storageKey("System", "Events")).toBe(`${SYSTEM}80d41e5e16056765bc8461851072c9d7`);
  });
  it("of maps, with each hasher", () => {
    expect(system.Account.key(alice)).toBe(
      `${SYSTEM}b99d880ec681799c0cf30e8886371da9de1e86a9a8c739864cf3cc5ec2bea59f${A}`,
    );
    expect(subtensor.Tempo.key(1)).toBe(`${MODULE}7641384bb339f3758acddfd7053d33170100`);
    expect(subtensor.Uids.key(1, alice)).toBe(
      `${MODULE}aab1b4e78e1ea8305462ee53b3686dc80100de1e86a9a8c739864cf3cc5ec2bea59f${A}`,
    );
    expect(subtensor.Keys.key(1, 0)).toBe(`${MODULE}9f99a2ce711f3a31b2fc05604c93f17901000000`);
    expect(subtensor.WeightCommits.key(1, alice)).toBe(
      `${MODULE}9f14c8e879f1adfb03db481d61f6798cf1577fbf1d628fdd0100518366b5b1bc7c99${A}`,
    );
  });
  it("decode to what they were made of", () => {
    expect(subtensor.Uids.decodeKey(subtensor.Uids.key(1, alice))).toEqual([1, alice]);
    expect(subtensor.WeightCommits.decodeKey(subtensor.WeightCommits.key(7, alice))).toEqual([7, alice]);
  });
  it("of a prefix begin the keys under it", () => {
    expect(subtensor.Uids.key(1, alice).startsWith(subtensor.Uids.key(1))).toBe(true);
    expect(subtensor.Uids.key(256).endsWith("0001")).toBe(true);
  });
  it("defaults are the chain's bytes", () => {
    expect(toHex(system.Account.spec.fallback as Uint8Array)).toBe(`0x${"00".repeat(55)}80`);
  });
});
