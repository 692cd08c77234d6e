import { describe, expect, it } from "vitest";
import { CodedError, describeError, isCodedError } from "../src/index.js";

describe("coded errors", () => {
  const error = new CodedError(
    { code: "chain/unreachable" as const, endpoint: "ws://x" },
    "No chain answers at ws://x.",
    {
      remedy: "Check the address.",
      cause: new Error("ECONNREFUSED"),
    },
  );

  it("tells its three parts", () => {
    expect(describeError(error)).toBe("No chain answers at ws://x.\nCheck the address.\n[chain/unreachable]");
    expect(describeError(new Error("plain"))).toBe("plain");
    expect(describeError("text")).toBe("text");
  });

  it("is recognised by its mark, not by its class", () => {
    expect(isCodedError(error)).toBe(true);
    expect(isCodedError(error, "chain/unreachable") && error.data.endpoint).toBe("ws://x");
    expect(isCodedError(error, "chain/timeout")).toBe(false);
    expect(isCodedError(new Error("x"))).toBe(false);
    expect(isCodedError(undefined)).toBe(false);
  });
});
