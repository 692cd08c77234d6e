import { setImmediate } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { Turns } from "../src/transactions/turns.js";

describe("turns", () => {
  it("run one by one for a key, in the order of asking, also after a failure", async () => {
    const turns = new Turns();
    const log: string[] = [];
    const work =
      (name: string, fails = false) =>
      async () => {
        log.push(`${name} starts`);
        await setImmediate();
        log.push(`${name} ends`);
        if (fails) throw new Error(name);
        return name;
      };
    const results = await Promise.allSettled([
      turns.take("alice", work("a1", true)),
      turns.take("alice", work("a2")),
      turns.take("bob", work("b1")),
      turns.take("alice", work("a3")),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled", "fulfilled"]);
    expect(log.filter((line) => line.startsWith("a"))).toEqual(
      ["a1", "a2", "a3"].flatMap((name) => [`${name} starts`, `${name} ends`]),
    );
    expect(log.indexOf("b1 starts")).toBeLessThan(log.indexOf("a2 starts"));
  });
});
