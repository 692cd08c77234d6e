import { call, ensureRoot, fail } from "../../../frame/index.js";
import { accountId, bool, fixedBytes, h160, h256, option, u16, u64 } from "../../../scale/index.js";
import { errors } from "../errors.js";
import {
  announceColdkeySwap,
  clearColdkeySwap,
  disputeColdkeySwap,
  paySwap,
  resetColdkeySwap,
  swapAnnouncedColdkey,
} from "../keys/announce-coldkey-swap.js";
import { associateEvmKey, checkEvmKeyRate } from "../keys/evm-key.js";
import { swapColdkey } from "../keys/swap-coldkey.js";
import { swapHotkey } from "../keys/swap-hotkey.js";
import { guardedCall, signedCall } from "./builders.js";

const swap_hotkey = signedCall({
  index: 70,
  args: { hotkey: accountId, new_hotkey: accountId, netuid: option(u16) },
  docs: "Puts a new hotkey in the place of an old one, on one subnet or on all, with its stake.",
  weight: 15_692_038_000,
  run: (ctx, coldkey, { hotkey, new_hotkey, netuid }) =>
    swapHotkey(ctx, { coldkey, old: hotkey, next: new_hotkey, netuid, keepStake: false }),
});

const swap_hotkey_v2 = signedCall({
  index: 72,
  args: { hotkey: accountId, new_hotkey: accountId, netuid: option(u16), keep_stake: bool },
  docs: "As swap_hotkey; the stake may stay on the old hotkey.",
  weight: 5_075_300_000,
  run: (ctx, coldkey, { hotkey, new_hotkey, netuid, keep_stake }) =>
    swapHotkey(ctx, { coldkey, old: hotkey, next: new_hotkey, netuid, keepStake: keep_stake }),
});

const swap_coldkey = call({
  index: 71,
  args: { old_coldkey: accountId, new_coldkey: accountId, swap_cost: u64 },
  docs: "Root moves all that a coldkey has to another, for a price in rao.",
  weight: 3_137_301_000,
  dispatch(ctx, { old_coldkey, new_coldkey, swap_cost }) {
    ensureRoot(ctx);
    if (swap_cost > 0n) paySwap(ctx, old_coldkey, swap_cost);
    swapColdkey(ctx, old_coldkey, new_coldkey);
  },
});

const schedule_swap_coldkey = call({
  index: 73,
  args: { new_coldkey: accountId },
  docs: "No longer in use: see announce_coldkey_swap.",
  weight: 125_000_000,
  dispatch: () => fail(errors.Deprecated),
});

const announce_coldkey_swap = signedCall({
  index: 125,
  args: { new_coldkey_hash: h256 },
  docs: "Announces the BLAKE2-256 hash of the account that shall take over. Costs 0.1 TAO the first time.",
  weight: 447_248_000,
  run: (ctx, coldkey, { new_coldkey_hash }) => announceColdkeySwap(ctx, coldkey, new_coldkey_hash),
});

const swap_coldkey_announced = signedCall({
  index: 126,
  args: { new_coldkey: accountId },
  docs: "Moves all that the signer has to the coldkey that it announced long enough ago.",
  weight: 2_713_156_000,
  run: (ctx, coldkey, { new_coldkey }) => swapAnnouncedColdkey(ctx, coldkey, new_coldkey),
});

const dispute_coldkey_swap = signedCall({
  index: 127,
  args: {},
  docs: "Freezes the signer's account, whose swap was announced, until root decides.",
  weight: 173_293_000,
  run: (ctx, coldkey) => disputeColdkeySwap(ctx, coldkey),
});

const reset_coldkey_swap = call({
  index: 128,
  args: { coldkey: accountId },
  docs: "Root takes back announcement and dispute of a coldkey.",
  weight: 208_857_000,
  dispatch(ctx, { coldkey }) {
    ensureRoot(ctx);
    resetColdkeySwap(ctx, coldkey);
  },
});

const clear_coldkey_swap_announcement = signedCall({
  index: 133,
  args: {},
  docs: "Takes an own announcement back, some time after it was due.",
  weight: 167_890_000,
  run: (ctx, coldkey) => clearColdkeySwap(ctx, coldkey),
});

const associate_evm_key = guardedCall({
  index: 93,
  args: { netuid: u16, evm_key: h160, block_number: u64, signature: fixedBytes(65) },
  docs: "Notes the EVM address that belongs to the signing hotkey's neuron; the address has signed for it.",
  weight: 859_242_000,
  extensionWeight: 65_448_000,
  paysFee: false,
  check: (at, hotkey, { netuid }) => checkEvmKeyRate(at, hotkey, netuid),
  run: (ctx, hotkey, { netuid, evm_key, block_number, signature }) =>
    associateEvmKey(ctx, hotkey, { netuid, evmKey: evm_key, block: block_number, signature }),
});

export const keyCalls = {
  associate_evm_key,
  swap_hotkey,
  swap_hotkey_v2,
  swap_coldkey,
  schedule_swap_coldkey,
  announce_coldkey_swap,
  swap_coldkey_announced,
  dispute_coldkey_swap,
  reset_coldkey_swap,
  clear_coldkey_swap_announcement,
};
