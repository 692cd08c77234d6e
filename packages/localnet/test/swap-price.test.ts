import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { squareRoot } from "../src/pallets/swap/sqrt-price.js";
import { swapStorage } from "../src/pallets/swap/storage.js";
import { alice, hotkeys, market, netuid } from "./support/market.js";

describe("the square root of the price", () => {
  it("is rounded down", () =>
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 200n), (value) => {
        const root = squareRoot(value);
        expect(root * root <= value && value < (root + 1n) ** 2n).toBe(true);
      }),
    ));
  it("follows the pool, and is one for root", () => {
    const chain = market();
    const before = swapStorage.AlphaSqrtPrice.get(chain.ctx, netuid);
    chain.subtensor(alice, "add_stake", { hotkey: hotkeys.owner, netuid, amount_staked: 10n ** 11n });
    chain.mine();
    expect(swapStorage.AlphaSqrtPrice.get(chain.ctx, netuid)).toBeGreaterThan(before);
    expect(swapStorage.AlphaSqrtPrice.get(chain.ctx, 0)).toBe(1n << 64n);
  });
  it("goes with its subnet", () => {
    const chain = market();
    chain.subtensor("root", "root_dissolve_network", { netuid });
    chain.mine();
    expect(swapStorage.AlphaSqrtPrice.has(chain.ctx, netuid)).toBe(false);
  });
});
