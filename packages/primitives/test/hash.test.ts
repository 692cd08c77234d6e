import { expect, it } from "vitest";
import { blake2b256, toHex } from "../src/index.js";

it("blake2b256 is BLAKE2b with 32 bytes of output, not a cut of the longer one", () => {
  expect(toHex(blake2b256(new Uint8Array()))).toBe(
    "0x0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8",
  );
  expect(toHex(blake2b256(new TextEncoder().encode("abc")))).toBe(
    "0xbddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319",
  );
});
