import { CodedError } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { createLogger, type LogLevel, logValue } from "../src/index.js";

function collect(level: LogLevel, pretty = false) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  return { lines, logger: createLogger({ level, name: "miner", destination, pretty }) };
}

describe("createLogger", () => {
  it("writes one JSON line with level, time, name, fields and the sentence", () => {
    const { lines, logger } = collect("info");
    logger.child({ netuid: 1 }).info("weights set", { block: 1284, stake: 5n, seen: Uint8Array.of(1, 255) });
    expect(lines).toHaveLength(1);
    const { time, ...entry } = JSON.parse(lines[0]!);
    expect(entry).toEqual({
      level: "info",
      name: "miner",
      netuid: 1,
      block: 1284,
      stake: "5",
      seen: "0x01ff",
      msg: "weights set",
    });
    expect(new Date(time).getTime()).not.toBeNaN();
  });

  it.each([
    ["debug", 4],
    ["info", 3],
    ["warn", 2],
    ["error", 1],
    ["silent", 0],
  ] as const)("at %s writes %i of the four levels", (level, count) => {
    const { lines, logger } = collect(level);
    for (const write of [logger.debug, logger.info, logger.warn, logger.error]) write("x");
    expect(lines).toHaveLength(count);
  });

  it("writes readable lines when asked", () => {
    const { lines, logger } = collect("info", true);
    logger.info("weights set", { netuid: 1, why: "two words" });
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d info {2}miner {5}weights set {2}netuid=1 why="two words"\n$/);
  });
});

describe("logValue", () => {
  it("replaces secrets by name at any depth, and keys within text", () => {
    const secret = "correct horse";
    const fields = {
      password: secret,
      wallet: { coldkeyMnemonic: secret, items: [{ apiKey: secret, Authorization: secret }] },
      seed: secret,
      text: "key sk-abcDEFGHIJKLMNOP was refused",
      completionTokens: 7,
      hotkey: "5F3s",
    };
    const logged = JSON.stringify(logValue(fields));
    expect(logged).not.toContain(secret);
    expect(logged).not.toContain("DEFGH");
    expect(logValue(fields)).toMatchObject({ completionTokens: 7, hotkey: "5F3s" });
  });

  it("keeps an error's code, data and cause", () => {
    const cause = new Error("refused");
    const error = new CodedError({ code: "x/down", block: 3n }, "It is down.", { cause });
    expect(logValue(error)).toMatchObject({
      message: "It is down.",
      code: "x/down",
      block: "3",
      cause: { type: "Error", message: "refused" },
    });
  });

  it("survives cycles, long text, long lists and bad dates", () => {
    const cycle: Record<string, unknown> = {
      long: "a".repeat(10_000),
      list: new Array(1_000).fill(1),
      at: new Date(NaN),
    };
    cycle.self = cycle;
    expect(JSON.stringify(logValue(cycle)).length).toBeLessThan(20_000);
  });
});
