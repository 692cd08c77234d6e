import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeAddress, encodeAddress, fromHex, isAddress, isCodedError, shortAddress, toHex } from "../src/index.js";

const ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const ALICE_KEY = "0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";

describe("ss58", () => {
  it("knows //Alice", () => {
    expect(encodeAddress(fromHex(ALICE_KEY))).toBe(ALICE);
    expect(toHex(decodeAddress(ALICE))).toBe(ALICE_KEY);
    expect(shortAddress(ALICE)).toBe("5Grwva…utQY");
  });

  it("round-trips keys under one- and two-byte prefixes", () => {
    const key = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(
        key,
        fc.integer({ min: 0, max: 16_383 }).filter((p) => p !== 46 && p !== 47),
        (bytes, prefix) => {
          expect(decodeAddress(encodeAddress(bytes, prefix))).toEqual(bytes);
        },
      ),
    );
  });

  it("notices one changed character", () => {
    fc.assert(
      fc.property(fc.nat(ALICE.length - 1), fc.constantFrom(..."123456789ABCDEFGHJKLMNPQRSTUVWXYZ"), (at, letter) => {
        fc.pre(ALICE[at] !== letter);
        expect(isAddress(ALICE.slice(0, at) + letter + ALICE.slice(at + 1))).toBe(false);
      }),
    );
  });

  it.each(["", "0x00", "5Grwva", `${ALICE}1`, "0OIl"])("refuses %j with a code", (text) => {
    expect(() => decodeAddress(text)).toThrow(
      expect.toSatisfy((error: unknown) => isCodedError(error, "ss58/invalid")),
    );
  });

  it("refuses a key of another length", () => {
    expect(() => encodeAddress(new Uint8Array(31))).toThrow(
      expect.toSatisfy((e: unknown) => isCodedError(e, "ss58/invalid")),
    );
  });
});
