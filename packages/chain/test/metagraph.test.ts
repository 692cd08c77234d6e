import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeAddress, rao } from "@taostack/primitives";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeMetagraph,
  diffMetagraphs,
  encodeMetagraph,
  isEmptyDifference,
  loadMetagraph,
  type Metagraph,
  saveMetagraph,
} from "../src/index.js";
import { AddressColumn } from "../src/metagraph/addresses.js";
import { ByteReader } from "../src/runtime/byte-reader.js";

const account = (index: number) => encodeAddress(new Uint8Array(32).fill(index & 0xff));

/** A subnet of `n` neurons, each of its own numbers. */
function subnetOf(n: number): Metagraph {
  const u64 = (factor: bigint) => BigUint64Array.from({ length: n }, (_, uid) => BigInt(uid) * factor);
  const u16 = (factor: number) => Uint16Array.from({ length: n }, (_, uid) => uid * factor);
  const blocks = (from: number) => Float64Array.from({ length: n }, (_, uid) => from + uid);
  return {
    netuid: 7,
    block: 1_000,
    name: "Sübnet",
    symbol: "α",
    ownerHotkey: account(250),
    ownerColdkey: account(251),
    n,
    maxNeurons: 4_096,
    hotkeys: Array.from({ length: n }, (_, uid) => account(uid)),
    coldkeys: Array.from({ length: n }, (_, uid) => account(uid + 100)),
    stake: u64(10n ** 15n),
    alphaStake: u64(3n),
    taoStake: u64(5n),
    emission: u64(7n),
    incentive: u16(11),
    dividends: u16(13),
    consensus: u16(17),
    validatorTrust: u16(19),
    active: new Uint8Array(n).fill(1),
    validatorPermit: new Uint8Array(n),
    lastUpdate: blocks(900),
    registeredAt: blocks(5),
    axons: Array.from({ length: n }, (_, uid) =>
      uid % 2 === 0 ? undefined : { ip: `10.0.0.${uid}`, port: 8_091, protocol: 4, version: 10, block: uid },
    ),
    tempo: 360,
    blocksSinceLastStep: 12,
    movingPrice: 0.031_25,
    taoIn: rao(10n ** 18n),
    alphaIn: rao(2n),
    alphaOut: rao(3n),
    burn: rao(500_000n),
    registrationAllowed: true,
    immunityPeriod: 5_000,
    activityCutoff: 5_000,
    maxValidators: 64,
    minAllowedWeights: 1,
    weightsVersion: 0,
    weightsRateLimit: 100,
    servingRateLimit: 50,
    commitRevealWeightsEnabled: false,
    commitRevealPeriod: 1,
  };
}

const altered = (metagraph: Metagraph, changes: Partial<Metagraph>): Metagraph => ({ ...metagraph, ...changes });

describe("a saved metagraph", () => {
  it.each([0, 1, 3, 256])("of %i neurons comes back whole", (n) => {
    const metagraph = subnetOf(n);
    expect(decodeMetagraph(encodeMetagraph(metagraph))).toEqual(metagraph);
  });

  it("is a file that appears in one step", async () => {
    const folder = await mkdtemp(join(tmpdir(), "metagraph-"));
    try {
      const path = join(folder, "7.metagraph");
      await saveMetagraph(path, subnetOf(1));
      await saveMetagraph(path, subnetOf(9));
      expect(await readdir(folder)).toEqual(["7.metagraph"]);
      expect(await loadMetagraph(path)).toEqual(subnetOf(9));
      await writeFile(path, (await readFile(path)).subarray(0, -1));
      await expect(loadMetagraph(path)).rejects.toMatchObject({ data: { code: "chain/bad_file", path } });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("is refused when a byte of it is another, or when it is something else", () => {
    const file = encodeMetagraph(subnetOf(2));
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (index, change) => {
        const damaged = file.slice();
        damaged[index]! ^= change;
        expect(() => decodeMetagraph(damaged)).toThrow(/cannot be loaded/);
      }),
    );
    expect(() => decodeMetagraph(new Uint8Array(10))).toThrow(/cannot be loaded/);
  });
});

describe("a difference", () => {
  it("of equals is empty", () => {
    expect(isEmptyDifference(diffMetagraphs(subnetOf(5), altered(subnetOf(5), { block: 1_001 })))).toBe(true);
  });

  it("names who is new, and who changed in what", () => {
    const before = subnetOf(4);
    const after = altered(subnetOf(5), {
      block: 1_003,
      burn: rao(400_000n),
      hotkeys: [account(0), account(99), account(2), account(3), account(4)],
      incentive: Uint16Array.of(0, 1, 2, 33, 44),
      axons: subnetOf(5).axons.map((axon, uid) => (uid === 3 && axon ? { ...axon, port: 1 } : axon)),
    });
    const difference = diffMetagraphs(before, after);
    expect(difference).toMatchObject({ fromBlock: 1_000, toBlock: 1_003, registered: [1, 4], fields: ["n", "burn"] });
    // Uids 1 and 4 are others' now: their numbers are new, not changed. Uid 3 had 33 before, too.
    expect([...difference.changed]).toEqual([
      ["incentive", [2]],
      ["axons", [3]],
    ]);
  });
});

it("addresses of an earlier read are used where the accounts are the same, and nowhere else", () => {
  const accounts = Uint8Array.from({ length: 96 }, (_, index) => index);
  const first = new AddressColumn(accounts);
  const [a, b, c] = first.addresses;
  const moved = accounts.slice();
  moved[40] = 0xff;
  const second = new AddressColumn(moved, first);
  expect(second.addresses).toEqual([a, encodeAddress(moved.subarray(32, 64)), c]);
  expect(second.addresses[1]).not.toBe(b);
  expect(new AddressColumn(moved.subarray(0, 64), second).addresses).toEqual(second.addresses.slice(0, 2));
});

it("columns of compact integers are read without their bigints", () => {
  const values = [0n, 63n, 64n, 16_383n, 16_384n, (1n << 30n) - 1n, 1n << 30n, (1n << 53n) + 1n, (1n << 64n) - 1n];
  const encoded = values.flatMap((value) => compact(value));
  const reader = new ByteReader(Uint8Array.from(encoded));
  expect([...reader.compactU64s(values.length)]).toEqual(values);
  expect(reader.remaining).toBe(0);
  expect(() => new ByteReader(Uint8Array.of(0x17, ...new Uint8Array(9))).compactU64s(1)).toThrow(RangeError);
  expect(() => new ByteReader(Uint8Array.of(0x13, 1)).compactU64s(1)).toThrow(RangeError);
  expect([...new ByteReader(Uint8Array.from([...compact(5n), ...compact(65_535n)])).compactU16s(2)]).toEqual([
    5, 65_535,
  ]);
  expect([...new ByteReader(Uint8Array.of(1, 2, 3, 4)).u16s(2)]).toEqual([0x201, 0x403]);
});

/** SCALE's compact integer, written from its definition. */
function compact(value: bigint): number[] {
  const bytes = (of: bigint, length: number) =>
    Array.from({ length }, (_, index) => Number((of >> BigInt(8 * index)) & 255n));
  if (value < 1n << 6n) return bytes(value << 2n, 1);
  if (value < 1n << 14n) return bytes((value << 2n) | 1n, 2);
  if (value < 1n << 30n) return bytes((value << 2n) | 2n, 4);
  const length = Math.ceil(value.toString(16).length / 2);
  return [((length - 4) << 2) | 3, ...bytes(value, length)];
}
