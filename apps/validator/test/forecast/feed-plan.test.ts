import { describe, expect, it } from "vitest";
import { feedPlanOf } from "../../src/forecast/feed-plan.js";

describe("a feed that an operator names", () => {
  it("is a simulator, with nearly a whole step for commitments", async () => {
    const { feed, stepMs, commitMs } = await feedPlanOf("simulator:any text", 500);
    expect([feed.asset, feed.stepSeconds, stepMs, commitMs]).toEqual(["SIM-any text", 1, 500, 450]);
  });

  it("is an exchange, with a tenth of a step, for its market moves meanwhile", async () => {
    const { feed, stepMs, commitMs } = await feedPlanOf("exchange:https://api.example.com/BTCUSDT/5m", 500);
    expect([feed.asset, feed.stepSeconds, stepMs, commitMs]).toEqual(["BTCUSDT", 300, 300_000, 30_000]);
    const other = "exchange:http://127.0.0.1:9/TAOUSDT/1m?stream=ws://127.0.0.1:8";
    expect((await feedPlanOf(other, 500)).feed.asset).toBe("TAOUSDT");
  });

  it.each([
    "",
    "simulator",
    "simulator:",
    `simulator:${"x".repeat(40)}`,
    "weather:berlin",
    "exchange:api.example.com/BTC/1m",
    "exchange:https://api.example.com/BTC/2m",
    "exchange:https://api.example.com/constructor/constructor",
    "exchange:https://api.example.com/BTC",
    "exchange:ftp://api.example.com/BTC/1m",
    "exchange:https://api.example.com/BTC/1m?stream=http://x",
  ])('is not "%s"', async (spec) => {
    await expect(feedPlanOf(spec, 500)).rejects.toMatchObject({
      data: { code: "validator/invalid_feed", value: spec },
    });
  });

  it("is not a file that is not there", async () => {
    await expect(feedPlanOf("csv:/no/such/file.csv", 500)).rejects.toMatchObject({ code: "ENOENT" });
  });
});
