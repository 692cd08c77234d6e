import { sha256 } from "@noble/hashes/sha2.js";
import { fromHex, toHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import {
  createDevelopmentBeacon,
  isBeaconSignature,
  roundAt,
  timelockDecrypt,
  timelockEncrypt,
} from "../src/timelock/index.js";

const QUICKNET_KEY = fromHex(
  "0x83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a",
);
const SIGNATURE_1000 = fromHex(
  "0xb44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
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

describe("time-lock encryption", () => {
  it("opens a commit for quicknet's round 1000", () => {
    const opened = timelockDecrypt(fromHex(COMMIT), SIGNATURE_1000);
    expect(opened && toHex(opened)).toBe(PLAINTEXT);
  });
  it("makes the same commit of the same random numbers", () => {
    expect(toHex(timelockEncrypt(fromHex(PLAINTEXT), 1000n, QUICKNET_KEY, randomness))).toBe(COMMIT);
  });
  it("opens neither changed bytes nor a cut ciphertext, nor by another round's signature", () => {
    const commit = fromHex(COMMIT);
    const beacon = createDevelopmentBeacon(new Uint8Array());
    for (const at of [0, 100, 130, 170, 200, 280]) {
      const changed = Uint8Array.from(commit, (byte, index) => (index === at ? byte ^ 1 : byte));
      expect(timelockDecrypt(changed, SIGNATURE_1000), `byte ${at}`).toBeUndefined();
    }
    expect(timelockDecrypt(commit.subarray(0, 250), SIGNATURE_1000)).toBeUndefined();
    expect(timelockDecrypt(commit, beacon.sign(1000n))).toBeUndefined();
    expect(timelockDecrypt(commit, new Uint8Array(48))).toBeUndefined();
  });
});

describe("the beacon", () => {
  it("tells quicknet's signature from others", () => {
    expect(isBeaconSignature(1000n, SIGNATURE_1000, QUICKNET_KEY)).toBe(true);
    expect(isBeaconSignature(1001n, SIGNATURE_1000, QUICKNET_KEY)).toBe(false);
    expect(isBeaconSignature(1000n, new Uint8Array(48), QUICKNET_KEY)).toBe(false);
  });
  it("of a development chain signs what is encrypted to it", () => {
    const beacon = createDevelopmentBeacon(Uint8Array.of(1));
    const message = Uint8Array.of(1, 2, 3);
    const signature = beacon.sign(77n);
    expect(isBeaconSignature(77n, signature, beacon.publicKey)).toBe(true);
    expect(timelockDecrypt(timelockEncrypt(message, 77n, beacon.publicKey), signature)).toEqual(message);
    expect(createDevelopmentBeacon(Uint8Array.of(2)).publicKey).not.toEqual(beacon.publicKey);
  });
  it("publishes round r at genesis + 3 (r - 1) seconds", () => {
    expect(roundAt(1_692_803_366_999)).toBe(0n);
    expect(roundAt(1_692_803_367_000)).toBe(1n);
    expect(roundAt(1_692_803_369_999)).toBe(1n);
    expect(roundAt(1_692_803_370_000)).toBe(2n);
  });
});
