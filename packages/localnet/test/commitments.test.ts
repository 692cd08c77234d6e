import { describe, expect, it } from "vitest";
import { storage } from "../src/pallets/commitments/declarations.js";
import { registration } from "../src/pallets/commitments/types.js";
import { storage as drand } from "../src/pallets/drand/declarations.js";
import { storage as subtensor } from "../src/pallets/subtensor/storage/index.js";
import { storage as timestamp } from "../src/pallets/timestamp/index.js";
import { roundAt, timelockEncrypt } from "../src/timelock/index.js";
import { alice, hotkeys, market, netuid } from "./support/market.js";

const [miner] = hotkeys.miners;
const text = (value: string) => ({ type: `Raw${value.length}`, value: new TextEncoder().encode(value) });
const commitment = (...fields: unknown[]) => ({ netuid, info: { fields } });

describe("a commitment", () => {
  it("is stored of a registered hotkey, and replaced by the next", () => {
    const chain = market();
    expect(chain.send(alice, "Commitments", "set_commitment", commitment(text("hello")))).toBe(
      "AccountNotAllowedCommit",
    );
    chain.must(miner, "Commitments", "set_commitment", commitment(text("hello")));
    chain.must(miner, "Commitments", "set_commitment", commitment(text("again"), { type: "None" }));
    const { block, info } = storage.CommitmentOf.get(chain.ctx, netuid, miner) ?? {};
    expect(block).toBe(chain.blockNumber);
    expect(info?.fields).toEqual([text("again"), { type: "None" }]);
    expect(storage.LastCommitment.get(chain.ctx, netuid, miner)).toBe(chain.blockNumber);
    // The least that counts is 100 bytes.
    expect(storage.UsedSpaceOf.get(chain.ctx, netuid, miner)?.used_space).toBe(200n);
  });

  it("may hold so many bytes in an epoch", () => {
    const chain = market();
    const big = commitment({ type: "BigRaw", value: new Uint8Array(512) });
    const send = () => chain.send(miner, "Commitments", "set_commitment", big);
    for (let sent = 0; sent < 6; sent += 1) expect(send()).toBe("ok");
    expect(send()).toBe("SpaceLimitExceeded");
    chain.mineToEpoch();
    expect(send()).toBe("ok");
    chain.must("root", "Commitments", "set_max_space", { new_limit: 99 });
    expect(chain.send(miner, "Commitments", "set_commitment", commitment(text("a")))).toBe("SpaceLimitExceeded");
  });

  it("makes others forget their bonds, where the subnet allows it", () => {
    const chain = market();
    subtensor.Bonds.put(chain.ctx, netuid, 1, [
      [2, 10],
      [3, 20],
    ]);
    const reset = commitment({ type: "ResetBondsFlag" });
    chain.must(miner, "Commitments", "set_commitment", reset);
    expect(subtensor.Bonds.get(chain.ctx, netuid, 1)).toHaveLength(2);
    chain.admin("sudo_set_bonds_reset_enabled", { netuid, enabled: true });
    chain.must(miner, "Commitments", "set_commitment", reset);
    expect(subtensor.Bonds.get(chain.ctx, netuid, 1)).toEqual([[3, 20]]);
    expect(storage.LastBondsReset.get(chain.ctx, netuid, miner)).toBe(chain.blockNumber);
  });

  it("opens at its round, for all to read", () => {
    const chain = market();
    const start = 1_750_000_000_000;
    timestamp.Now.put(chain.ctx, BigInt(start));
    chain.mine();
    const round = BigInt(roundAt(start)) + 4n;
    const plaintext = new TextEncoder().encode("secret");
    const { public_key } = drand.BeaconConfig.get(chain.ctx);
    const encrypted = timelockEncrypt(plaintext, round, public_key);
    const hidden = { type: "TimelockEncrypted", value: { encrypted, reveal_round: round } };
    chain.must(miner, "Commitments", "set_commitment", commitment(hidden, text("plain")));
    expect(storage.TimelockedIndex.get(chain.ctx)).toEqual([[netuid, miner]]);
    chain.mine();
    expect(storage.RevealedCommitments.get(chain.ctx, netuid, miner)).toBeUndefined();
    timestamp.Now.put(chain.ctx, BigInt(start + 12_000));
    chain.mine();
    const revealed = [[plaintext, BigInt(chain.blockNumber)]];
    expect(storage.RevealedCommitments.get(chain.ctx, netuid, miner)).toEqual(revealed);
    expect(storage.CommitmentOf.get(chain.ctx, netuid, miner)?.info.fields).toEqual([text("plain")]);
    expect(storage.TimelockedIndex.get(chain.ctx)).toEqual([]);
  });

  it("is in the metagraph, and goes with its subnet", () => {
    const chain = market();
    chain.must(miner, "Commitments", "set_commitment", commitment(text("hello")));
    const graph = chain.api("SubnetInfoRuntimeApi_get_selective_metagraph", { netuid, metagraph_indexes: [0, 73] });
    const { commitments } = graph as { commitments: [string, number[]][] };
    expect(commitments).toHaveLength(1);
    const [who, encoded] = commitments[0] ?? [];
    expect(who).toBe(miner);
    expect(registration.decode(Uint8Array.from(encoded ?? []))).toEqual(
      storage.CommitmentOf.get(chain.ctx, netuid, miner),
    );
    chain.subtensor("root", "root_dissolve_network", { netuid });
    expect(storage.CommitmentOf.has(chain.ctx, netuid, miner)).toBe(false);
  });
});
