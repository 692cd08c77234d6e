import { fromHex, toHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { devAccountId } from "../src/dev-accounts.js";
import { eraBirth, eraDeath } from "../src/engine/era.js";
import { decodeExtrinsic, encodeSigned, encodeUnsigned, signingPayload } from "../src/engine/extrinsic.js";
import { feeParts, totalFee, weightToFee } from "../src/engine/fees.js";
import { createSubtensorRuntime } from "../src/runtime.js";
import type { HexString } from "../src/scale/index.js";

const runtime = createSubtensorRuntime({ slotDurationMs: 12_000 });
const alice = devAccountId("//Alice");
const A = alice.slice(2);
const transfer = {
  type: "Balances",
  value: { type: "transfer_keep_alive", value: { dest: { type: "Id", value: alice }, value: 1_000_000_000n } },
};

describe("calls have the chain's bytes", () => {
  it.each<[string, object, string]>([
    ["transfer_keep_alive", transfer, `050300${A}02286bee`],
    [
      "add_stake",
      {
        type: "SubtensorModule",
        value: { type: "add_stake", value: { hotkey: alice, netuid: 1, amount_staked: 1_000_000_000n } },
      },
      `0702${A}010000ca9a3b00000000`,
    ],
    [
      "burned_register",
      { type: "SubtensorModule", value: { type: "burned_register", value: { netuid: 1, hotkey: alice } } },
      `07070100${A}`,
    ],
    [
      "set_weights",
      {
        type: "SubtensorModule",
        value: {
          type: "set_weights",
          value: { netuid: 1, dests: [0, 1], weights: [65_535, 32_768], version_key: 10_002_000n },
        },
      },
      "070001000800000100 08ffff0080 509e980000000000".replaceAll(" ", ""),
    ],
    [
      "serve_axon",
      {
        type: "SubtensorModule",
        value: {
          type: "serve_axon",
          value: {
            netuid: 1,
            version: 10_002_000,
            ip: 3_232_235_786n,
            port: 8091,
            ip_type: 4,
            protocol: 4,
            placeholder1: 0,
            placeholder2: 0,
          },
        },
      },
      "07040100509e98000a01a8c00000000000000000000000009b1f04040000",
    ],
    [
      "register_network",
      { type: "SubtensorModule", value: { type: "register_network", value: { hotkey: alice } } },
      `073b${A}`,
    ],
  ])("%s", (_, call, expected) => {
    const encoded = runtime.call.encode(call as typeof transfer);
    expect(toHex(encoded).slice(2)).toBe(expected);
    expect(runtime.call.decode(encoded)).toEqual(call);
  });
});

const repeated = (byte: string): HexString => `0x${byte.repeat(32)}`;
const context = { specVersion: 425, transactionVersion: 1, genesisHash: repeated("11"), eraBlockHash: repeated("22") };
const signed = { era: { period: 64, phase: 40 }, nonce: 5, tip: 0n, mode: { type: "Disabled" } } as const;

describe("signing payloads", () => {
  it("have the chain's bytes", () => {
    const payload = signingPayload(signed, runtime.call.encode(transfer), context);
    const expected = `050300${A}02286bee8502140000a901000001000000${"11".repeat(32)}${"22".repeat(32)}00`;
    expect(toHex(payload).slice(2)).toBe(expected);
  });
  it("are hashed when longer than 256 bytes", () => {
    const remark = { type: "System", value: { type: "remark", value: { remark: new Uint8Array(300) } } };
    expect(signingPayload(signed, runtime.call.encode(remark), context)).toHaveLength(32);
  });
});

describe("extrinsics", () => {
  const bytes = encodeSigned(
    { ...signed, signer: alice, signature: { type: "Sr25519", value: new Uint8Array(64) } },
    runtime.call.encode(transfer),
  );
  it("decode to what they were made of", () => {
    const decoded = decodeExtrinsic(runtime.call, bytes);
    expect(decoded.call).toEqual(transfer);
    expect(decoded.signed).toMatchObject({ ...signed, signer: alice });
    expect(toHex(decoded.callBytes)).toBe(toHex(runtime.call.encode(transfer)));
  });
  it("do not decode when cut, lengthened, of another version or nested too deep", () => {
    const broken = [
      bytes.subarray(0, -1),
      Uint8Array.of(...bytes, 0),
      fromHex("0x0405"),
      encodeUnsigned(runtime.call.encode(nest(9))),
    ];
    for (const wrong of broken) expect(() => decodeExtrinsic(runtime.call, wrong)).toThrow();
    expect(() => decodeExtrinsic(runtime.call, encodeUnsigned(runtime.call.encode(nest(8))))).not.toThrow();
  });
});

/** A remark inside `levels` batches. */
function nest(levels: number): typeof transfer {
  const inner =
    levels === 0 ? { type: "System", value: { type: "remark", value: { remark: new Uint8Array() } } } : undefined;
  const call = inner ?? { type: "Utility", value: { type: "batch", value: { calls: [nest(levels - 1)] } } };
  return call as unknown as typeof transfer;
}

describe("eras", () => {
  it("begin and end where the chain says", () => {
    expect(eraBirth({ period: 64, phase: 40 }, 1000)).toBe(1000);
    expect(eraDeath({ period: 64, phase: 40 }, 1063)).toBe(1063);
    expect(eraBirth({ period: 64, phase: 40 }, 1064)).toBe(1064);
    expect(eraBirth({ period: 8, phase: 5 }, 2)).toBe(5);
    expect(eraBirth(undefined, 1000)).toBe(0);
  });
});

describe("fees", () => {
  it("are those of a recorded transaction of the chain", () => {
    expect(weightToFee(107_074_000n) + weightToFee(163_159_000n) + 145n).toBe(135_261n);
  });
  it("round to the nearest rao, halves down", () => {
    expect([999n, 1000n, 1001n, 3000n].map(weightToFee)).toEqual([0n, 0n, 1n, 1n]);
  });
  it("of free calls are the tip", () => {
    expect(totalFee({ paysFee: false, refTime: 10n ** 9n }, 500, 7n)).toBe(7n);
    const { base, length, weight } = feeParts(10n ** 9n, 500);
    expect(totalFee({ paysFee: true, refTime: 10n ** 9n }, 500, 7n)).toBe(base + length + weight + 7n);
  });
});
