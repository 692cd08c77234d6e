import { secp256k1 } from "@noble/curves/secp256k1.js";
import { blake2b } from "@noble/hashes/blake2.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { fromHex, toHex } from "@taostack/primitives";
import { describe, expect, it } from "vitest";
import { devAccountId } from "../src/dev-accounts.js";
import { TransactionRefusal } from "../src/frame/index.js";
import { freeBalance } from "../src/pallets/balances/ledger.js";
import { subtensor } from "../src/pallets/subtensor/index.js";
import { evmKeyMessage } from "../src/pallets/subtensor/keys/evm-key.js";
import { stakeOf } from "../src/pallets/subtensor/staking/shares.js";
import { storage } from "../src/pallets/subtensor/storage/index.js";
import { alice, bob, charlie, hotkeys, type Market, market, netuid } from "./support/market.js";
import { account } from "./support/test-chain.js";

const { validator, owner, miners } = hotkeys;
const TAO = 1_000_000_000n;
const fresh = account(50);
const hashOf = (who: `0x${string}`) => toHex(blake2b(fromHex(who), { dkLen: 32 }));

describe("a hotkey swap", () => {
  const swap = (chain: Market, over: Record<string, unknown> = {}) =>
    chain.send(bob, "SubtensorModule", "swap_hotkey_v2", {
      hotkey: validator,
      new_hotkey: fresh,
      netuid: undefined,
      keep_stake: false,
      ...over,
    });

  it("moves uid, stake, owner, take and relations on all subnets for 0.1 TAO", () => {
    const chain = market();
    const uid = storage.Uids.get(chain.ctx, netuid, validator);
    const staked = stakeOf(chain.ctx, validator, bob, netuid);
    const [miner] = miners;
    chain.admin("sudo_set_stake_threshold", { min_stake: 0n });
    chain.subtensor(bob, "set_children", { hotkey: validator, netuid, children: [[5n, miner]] });
    chain.subtensor(bob, "decrease_take", { hotkey: validator, take: 77 });
    const before = freeBalance(chain.ctx, bob);
    expect(swap(chain)).toBe("ok");
    expect(before - freeBalance(chain.ctx, bob)).toBe(100_000_000n);
    expect(storage.Uids.get(chain.ctx, netuid, fresh)).toBe(uid);
    expect(storage.Keys.get(chain.ctx, netuid, uid ?? -1)).toBe(fresh);
    expect(stakeOf(chain.ctx, fresh, bob, netuid)).toBe(staked);
    expect(stakeOf(chain.ctx, validator, bob, netuid)).toBe(0n);
    expect(storage.Owner.has(chain.ctx, validator)).toBe(false);
    expect(storage.OwnedHotkeys.get(chain.ctx, bob)).toEqual([fresh]);
    expect(storage.StakingHotkeys.get(chain.ctx, bob)).toEqual([fresh]);
    expect(storage.Delegates.get(chain.ctx, fresh)).toBe(77);
    expect(storage.PendingChildKeys.get(chain.ctx, netuid, fresh)[0]).toEqual([[5n, miner]]);
    chain.mineToEpoch();
    expect(stakeOf(chain.ctx, fresh, bob, netuid)).toBeGreaterThan(staked);
  });

  it("leaves the stake and its hotkey if asked to", () => {
    const chain = market();
    const staked = stakeOf(chain.ctx, validator, bob, netuid);
    expect(swap(chain, { keep_stake: true })).toBe("ok");
    expect(stakeOf(chain.ctx, validator, bob, netuid)).toBe(staked);
    expect(storage.Uids.has(chain.ctx, netuid, validator)).toBe(false);
    const all = { hotkey: validator, netuid, amount_unstaked: staked };
    expect(chain.send(bob, "SubtensorModule", "remove_stake", all)).toBe("ok");
  });

  it("names each reason to refuse", () => {
    const chain = market();
    expect(swap(chain, { hotkey: owner })).toBe("NonAssociatedColdKey");
    expect(swap(chain, { new_hotkey: owner })).toBe("NonAssociatedColdKey");
    expect(swap(chain, { new_hotkey: validator })).toBe("NewHotKeyIsSameWithOld");
    // Counted from genesis, so the first swap on a named subnet has to wait too.
    expect(swap(chain, { netuid })).toBe("HotKeySwapOnSubnetIntervalNotPassed");
    chain.subtensor(bob, "burned_register", { netuid, hotkey: account(51) });
    expect(swap(chain, { new_hotkey: account(51) })).toBe("HotKeyAlreadyRegisteredInSubNet");
    expect(swap(chain)).toBe("ok");
    expect(swap(chain, { hotkey: fresh, new_hotkey: account(52) })).toBe("HotKeySetTxRateLimitExceeded");
  });

  it("does not put root stake on a hotkey that has some", () => {
    const chain = market();
    chain.subtensor(bob, "try_associate_hotkey", { hotkey: fresh });
    chain.subtensor(bob, "add_stake", { hotkey: fresh, netuid: 0, amount_staked: TAO });
    expect(swap(chain)).toBe("NewHotKeyNotCleanForRootSwap");
  });
});

describe("a coldkey swap", () => {
  const next = account(60);
  const send = (chain: Market, call: string, args = {}) => chain.send(bob, "SubtensorModule", call, args);

  it("is announced by the hash of the new key, waits, and moves everything", () => {
    const chain = market();
    storage.ColdkeySwapAnnouncementDelay.put(chain.ctx, 5);
    storage.ColdkeySwapReannouncementDelay.put(chain.ctx, 3);
    expect(hashOf(bob)).toBe("0x94772f97f5f6b539aac74e798bc395119f39603402d0c85bc9eda5dfc5ae2160");
    expect(send(chain, "swap_coldkey_announced", { new_coldkey: next })).toBe("ColdkeySwapAnnouncementNotFound");
    const before = freeBalance(chain.ctx, bob);
    expect(send(chain, "announce_coldkey_swap", { new_coldkey_hash: hashOf(next) })).toBe("ok");
    expect(before - freeBalance(chain.ctx, bob)).toBe(100_000_000n);
    expect(send(chain, "swap_coldkey_announced", { new_coldkey: fresh })).toBe("AnnouncedColdkeyHashDoesNotMatch");
    expect(send(chain, "swap_coldkey_announced", { new_coldkey: next })).toBe("ColdkeySwapTooEarly");
    chain.mine(5);
    const staked = stakeOf(chain.ctx, validator, bob, netuid);
    expect(send(chain, "swap_coldkey_announced", { new_coldkey: next })).toBe("ok");
    expect(stakeOf(chain.ctx, validator, next, netuid)).toBe(staked);
    expect(storage.Owner.get(chain.ctx, validator)).toBe(next);
    expect(storage.OwnedHotkeys.get(chain.ctx, bob)).toEqual([]);
    expect(storage.StakingHotkeys.get(chain.ctx, next)).toEqual([validator]);
    expect(freeBalance(chain.ctx, bob)).toBe(0n);
    expect(freeBalance(chain.ctx, next)).toBe(before - 100_000_000n);
    expect(storage.ColdkeySwapAnnouncements.has(chain.ctx, bob)).toBe(false);
  });

  it("keeps the account from everything else, and a dispute freezes it until root decides", () => {
    const chain = market();
    storage.ColdkeySwapAnnouncementDelay.put(chain.ctx, 5);
    storage.ColdkeySwapReannouncementDelay.put(chain.ctx, 3);
    const remark = { type: "System", value: { type: "remark", value: { remark: new Uint8Array() } } };
    const refusal = (): number | "none" => {
      try {
        subtensor.validate({ ...chain.reading, signer: bob }, remark);
        return "none";
      } catch (error) {
        if (!(error instanceof TransactionRefusal) || error.reason.type !== "Custom") throw error;
        return error.reason.value;
      }
    };
    expect(refusal()).toBe("none");
    expect(send(chain, "dispute_coldkey_swap")).toBe("ColdkeySwapAnnouncementNotFound");
    expect(send(chain, "announce_coldkey_swap", { new_coldkey_hash: hashOf(next) })).toBe("ok");
    expect(refusal()).toBe(0);
    expect(chain.send(bob, "System", "remark", { remark: new Uint8Array() })).toBe("ColdkeySwapAnnounced");
    expect(send(chain, "announce_coldkey_swap", { new_coldkey_hash: hashOf(fresh) })).toBe(
      "ColdkeySwapReannouncedTooEarly",
    );
    expect(send(chain, "clear_coldkey_swap_announcement")).toBe("ColdkeySwapClearTooEarly");
    expect(send(chain, "dispute_coldkey_swap")).toBe("ok");
    expect(refusal()).toBe(21);
    chain.mine(8);
    expect(send(chain, "swap_coldkey_announced", { new_coldkey: next })).toBe("ColdkeySwapDisputed");
    chain.subtensor("root", "reset_coldkey_swap", { coldkey: bob });
    expect(refusal()).toBe("none");
    expect(send(chain, "announce_coldkey_swap", { new_coldkey_hash: hashOf(next) })).toBe("ok");
    chain.mine(8);
    expect(send(chain, "clear_coldkey_swap_announcement")).toBe("ok");
    expect(refusal()).toBe("none");
  });

  it("goes to an unused coldkey only", () => {
    const chain = market();
    const swap = (new_coldkey: string) =>
      chain.send("root", "SubtensorModule", "swap_coldkey", { old_coldkey: bob, new_coldkey, swap_cost: 0n });
    expect(swap(charlie)).toBe("ColdKeyAlreadyAssociated");
    expect(swap(owner)).toBe("NewColdKeyIsHotkey");
    expect(swap(devAccountId("//Dave"))).toBe("ok");
    expect(chain.send(bob, "SubtensorModule", "schedule_swap_coldkey", { new_coldkey: next })).toBe("Deprecated");
  });
});

describe("add_stake_burn", () => {
  it("buys alpha and destroys it", () => {
    const chain = market();
    const order = { hotkey: validator, netuid, amount: TAO, limit: undefined };
    const [before, staked] = [freeBalance(chain.ctx, alice), stakeOf(chain.ctx, validator, alice, netuid)];
    expect(chain.send(alice, "SubtensorModule", "add_stake_burn", { ...order, limit: 1n })).not.toBe("ok");
    expect(chain.send(alice, "SubtensorModule", "add_stake_burn", { ...order, netuid: 0 })).toBe(
      "CannotBurnOrRecycleOnRootSubnet",
    );
    const issued = storage.SubnetAlphaOut.get(chain.ctx, netuid);
    expect(chain.send(alice, "SubtensorModule", "add_stake_burn", order)).toBe("ok");
    expect(before - freeBalance(chain.ctx, alice)).toBe(TAO);
    expect(stakeOf(chain.ctx, validator, alice, netuid)).toBe(staked);
    expect(storage.SubnetAlphaOut.get(chain.ctx, netuid)).toBeGreaterThan(issued);
  });
});

describe("trimming a subnet", () => {
  it("removes who earned least, closes gaps, and spares the owner and the immune", () => {
    const chain = market();
    chain.admin("sudo_set_min_allowed_uids", { netuid, min_allowed_uids: 1 });
    const trim = (max_n: number, who: typeof alice | "root" = alice) =>
      chain.send(who, "AdminUtils", "sudo_trim_to_max_allowed_uids", { netuid, max_n });
    expect(trim(3, charlie)).toBe("BadOrigin");
    expect(trim(0)).toBe("InvalidValue");
    expect(trim(3)).toBe("TrimmingWouldExceedMaxImmunePercentage");
    chain.admin("sudo_set_immunity_period", { netuid, immunity_period: 0 });
    chain.subtensor(validator, "set_weights", { netuid, dests: [3], weights: [65_535], version_key: 0n });
    chain.mineToEpoch();
    const [idle, busy] = miners;
    expect(trim(3)).toBe("ok");
    expect(storage.SubnetworkN.get(chain.ctx, netuid)).toBe(3);
    expect(storage.MaxAllowedUids.get(chain.ctx, netuid)).toBe(3);
    expect(storage.Uids.get(chain.ctx, netuid, idle)).toBeUndefined();
    expect(storage.Uids.get(chain.ctx, netuid, owner)).toBe(0);
    expect(storage.Uids.get(chain.ctx, netuid, busy)).toBe(2);
    expect(storage.Keys.get(chain.ctx, netuid, 2)).toBe(busy);
    expect(storage.Weights.get(chain.ctx, netuid, 1)).toEqual([[2, 65_535]]);
    expect(storage.Emission.get(chain.ctx, netuid)).toHaveLength(3);
    expect(trim(3)).toBe("TxRateLimitExceeded");
    chain.mineToEpoch();
    expect(storage.Incentive.get(chain.ctx, netuid)).toHaveLength(3);
  });
});

describe("an EVM key", () => {
  it("signs for the hotkey that it belongs to", () => {
    const chain = market();
    const secret = new Uint8Array(32).fill(7);
    const evm_key = toHex(keccak_256(secp256k1.getPublicKey(secret, false).subarray(1)).subarray(12));
    const sign = (hotkey: typeof validator, block: bigint, base = 27) => {
      const recovered = secp256k1.sign(evmKeyMessage(hotkey, block), secret, { prehash: false, format: "recovered" });
      return Uint8Array.from([...recovered.subarray(1), (recovered[0] ?? 0) + base]);
    };
    const send = (signature: Uint8Array, signer = validator) =>
      chain.send(signer, "SubtensorModule", "associate_evm_key", { netuid, evm_key, block_number: 9n, signature });
    expect(send(sign(validator, 9n), account(70))).toBe("HotKeyNotRegisteredInSubNet");
    expect(send(sign(validator, 8n))).toBe("InvalidRecoveredPublicKey");
    expect(send(new Uint8Array(65))).toBe("UnableToRecoverPublicKey");
    expect(send(sign(validator, 9n))).toBe("ok");
    const uid = storage.Uids.get(chain.ctx, netuid, validator) ?? -1;
    expect(storage.AssociatedEvmAddress.get(chain.ctx, netuid, uid)).toEqual([evm_key, BigInt(chain.blockNumber)]);
    expect(send(sign(validator, 9n, 0))).toBe("EvmKeyAssociateRateLimitExceeded");
  });
});
