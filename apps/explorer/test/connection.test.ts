import { describe, expect, it } from "vitest";
import type { Network } from "../src/web/api/types.js";
import { connection } from "../src/web/connection.js";

const now = 1_000_000;
const network = (blockNumber: number, gatewayAgeMs: number): Network => ({
  // The gateway's clock is an hour ahead of this machine's.
  now: now + 3_600_000,
  name: "local network",
  specVersion: 425,
  blockTimeMs: 250,
  block: { number: blockNumber, hash: "0x", at: now + 3_600_000 - gatewayAgeMs },
  netuid: 1,
  models: [],
  validators: { known: 0, healthy: 0 },
  answers: { total: 0, lastMinute: { count: 0 } },
});
const live = (number: number, ageMs: number) => ({ connected: true, block: { number, receivedAt: now - ageMs } });

describe("what the header says", () => {
  it("is starting before anything has arrived", () => {
    const view = connection({ connected: undefined, block: undefined }, undefined, 0, false, now);
    expect(view).toMatchObject({ state: "starting", block: undefined, ageMs: undefined });
  });

  it("is live while blocks come, whatever the gateway's clock says", () => {
    const polledOnly = { connected: true, block: undefined };
    expect(connection(polledOnly, network(9, 500), now - 100, false, now)).toMatchObject({
      state: "live",
      block: 9,
      ageMs: 600,
    });
    expect(connection(live(10, 200), network(9, 500), now, false, now)).toMatchObject({
      state: "live",
      block: 10,
      ageMs: 200,
    });
  });

  it("takes the newer of the two, as when events have stopped", () => {
    expect(connection(live(10, 200), network(12, 50), now, false, now)).toMatchObject({ block: 12, ageMs: 50 });
  });

  it("is quiet when the chain is, and lost when the gateway is", () => {
    expect(connection(live(10, 11_000), network(9, 0), now, false, now).state).toBe("quiet");
    expect(connection(live(10, 100), network(9, 0), now, true, now).state).toBe("lost");
    expect(connection({ ...live(10, 100), connected: false }, network(9, 0), now, false, now).state).toBe("lost");
  });
});
