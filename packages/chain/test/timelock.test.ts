import { sha256 } from "@noble/hashes/sha2.js";
import { fromHex, toHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { roundAt } from "../src/timelock/beacon.js";
import { timelockEncrypt } from "../src/timelock/encrypt.js";

const QUICKNET_KEY = fromHex(
  "0x83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
);
const PLAINTEXT =
  "0x80d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d080000010008ffff00800000000000000000";
const COMMIT = `0x${[
  "987e353d7d370473128b3721f2dce97e50dec040ed3ac60f3c10bcad868d7442c5fdb9c019b84d4168b4794de6ac483f0e7b337e0298ac1283a7f7",
  "9259fb7fda15722c7c02d5c34ca313a04ae1b32c532663e4661eb144176d8818015b9086d6200000000000000040c5d54bbac8490fbfbfed9f3b6a",
  "941ff59e7f9372366be3617ab329d3ad4a242000000000000000704c270ba36288ce8d7a14fc70915c2397ea2290e5d4b1063ee2ed9b621bcf095f",
  "0000000000000043000000000000009855dce3da1c249a6bd3f1865f5cc56537be9a0b40e73bfcf554353e697200a7a36746e296cf39020be543b6",
  "5cf7b533f4305c5c25880afce976849e3e5d003d5778ab0c00000000000000000102030405060708090a0b08000000000000004145535f47434d5f",
].join("")}` as const;

const randomness = {
  fileKey: new Uint8Array(32).fill(7),
  sigma: sha256(new Uint8Array(32).fill(9)),
  nonce: Uint8Array.from({ length: 12 }, (_, index) => index),
};

const quicknet = { publicKey: new Uint8Array(96), genesisS: 1_692_803_367, periodS: 3 };

describe("rounds of drand", () => {
  it.each([
    [1_692_803_367_000, 1n],
    [1_692_803_373_000, 2n],
    [1_692_803_375_999, 2n],
    [0, 1n],
  ])("at %i ms is %i", (timeMs, round) => {
    expect(roundAt(quicknet, timeMs)).toBe(round);
  });
});

it("makes the commit of the Python library's rules from the same random numbers", () => {
  expect(toHex(timelockEncrypt(fromHex(PLAINTEXT), 1000n, QUICKNET_KEY, randomness))).toBe(COMMIT);
});

it("refuses a beacon whose key is no point", () => {
  expect(() => timelockEncrypt(Uint8Array.of(1), 5n, fromHex("00".repeat(96)))).toThrow();
});
