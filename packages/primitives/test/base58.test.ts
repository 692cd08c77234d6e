import { base58 } from "@scure/base";
import fc from "fast-check";
import { expect, it } from "vitest";
import { encodeBase58 } from "../src/base58.js";

it("writes base58 as the library does", () => {
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 4, max: 1 }));
  fc.assert(
    fc.property(bytes, (value) => {
      expect(encodeBase58(value)).toBe(base58.encode(value));
    }),
    { numRuns: 500 },
  );
});
