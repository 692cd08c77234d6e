import { feeOf } from "@taostack/incentive";
import { defineRuntimeApi, method, type Readable, type ReadContext } from "../../frame/index.js";
import { hotkeyConviction, mostConvictedHotkey } from "../../pallets/subtensor/locks/conviction.js";
import { lockedMassOf, lockOf } from "../../pallets/subtensor/locks/locks.js";
import { toState } from "../../pallets/subtensor/locks/roll.js";
import { allNetuids } from "../../pallets/subtensor/networks/networks.js";
import { totalStakeOf } from "../../pallets/subtensor/staking/availability.js";
import { readPool } from "../../pallets/subtensor/staking/pool.js";
import { stakeOf } from "../../pallets/subtensor/staking/shares.js";
import { storage } from "../../pallets/subtensor/storage/index.js";
import { lockState } from "../../pallets/subtensor/types.js";
import { type AccountId, accountId, bTreeMap, option, tuple, u16, u64, u64f64, vec } from "../../scale/index.js";
import { type StakeAvailability, type StakeInfo, stakeAvailability, stakeInfo } from "./types/stake.js";

function readStake(at: Readable, hotkey: AccountId, coldkey: AccountId, netuid: number): StakeInfo {
  return {
    hotkey,
    coldkey,
    netuid,
    stake: stakeOf(at, hotkey, coldkey, netuid),
    locked: 0n,
    emission: storage.AlphaDividendsPerSubnet.get(at, netuid, hotkey),
    tao_emission: 0n,
    drain: 0n,
    is_registered: storage.Uids.has(at, netuid, hotkey),
  };
}

/** All positions of a coldkey that hold something. */
const stakesOf = (at: Readable, coldkey: AccountId): StakeInfo[] =>
  storage.StakingHotkeys.get(at, coldkey).flatMap((hotkey) =>
    allNetuids(at)
      .map((netuid) => readStake(at, hotkey, coldkey, netuid))
      .filter(({ stake }) => stake > 0n),
  );

function availabilityOf(at: ReadContext, coldkey: AccountId, netuid: number): StakeAvailability {
  const total = totalStakeOf(at, coldkey, netuid);
  const locked = lockedMassOf(at, coldkey, netuid);
  return { total, locked, available: total > locked ? total - locked : 0n };
}

const sortedUnique = <T>(items: readonly T[]): T[] => [...new Set(items)].sort((a, b) => (a < b ? -1 : 1));

const position = option(tuple(accountId, u16));

export const stakeInfoApi = defineRuntimeApi({
  name: "StakeInfoRuntimeApi",
  version: 1,
  methods: {
    get_stake_info_for_coldkey: method({
      params: { coldkey_account: accountId },
      result: vec(stakeInfo),
      run: (at, { coldkey_account }) => stakesOf(at, coldkey_account),
    }),
    get_stake_info_for_coldkeys: method({
      params: { coldkey_accounts: vec(accountId) },
      result: vec(tuple(accountId, vec(stakeInfo))),
      run: (at, { coldkey_accounts }) =>
        coldkey_accounts.map((coldkey): [AccountId, StakeInfo[]] => [coldkey, stakesOf(at, coldkey)]),
    }),
    get_stake_info_for_hotkey_coldkey_netuid: method({
      params: { hotkey_account: accountId, coldkey_account: accountId, netuid: u16 },
      result: option(stakeInfo),
      run: (at, { hotkey_account, coldkey_account, netuid }) => readStake(at, hotkey_account, coldkey_account, netuid),
    }),
    get_stake_availability_for_coldkeys: method({
      params: { coldkey_accounts: vec(accountId), netuids: option(vec(u16)) },
      result: bTreeMap(accountId, bTreeMap(u16, stakeAvailability)),
      run: (at, { coldkey_accounts, netuids }) => {
        const networks = sortedUnique(netuids ?? allNetuids(at)).sort((a, b) => a - b);
        return sortedUnique(coldkey_accounts).map((coldkey): [AccountId, [number, StakeAvailability][]] => [
          coldkey,
          networks.map((netuid) => [netuid, availabilityOf(at, coldkey, netuid)]),
        ]);
      },
    }),
    get_stake_fee: method({
      params: {
        origin: position,
        origin_coldkey_account: accountId,
        destination: position,
        destination_coldkey_account: accountId,
        amount: u64,
      },
      result: u64,
      run: (at, { origin, destination, amount }) => {
        const netuid = (destination ?? origin)?.[1];
        const pool = netuid === undefined ? undefined : readPool(at, netuid);
        return pool?.subnetMechanism === 1 ? feeOf(amount, pool.feeRate) : 0n;
      },
    }),
    get_coldkey_lock: method({
      params: { coldkey: accountId, netuid: u16 },
      result: option(lockState),
      docs: "The lock of a coldkey on a subnet as of this block.",
      run(at, { coldkey, netuid }) {
        const found = lockOf(at, coldkey, netuid);
        return found && toState(found.lock);
      },
    }),
    get_hotkey_conviction: method({
      params: { hotkey: accountId, netuid: u16 },
      result: u64f64,
      docs: "What all locks on a hotkey count for, in rao.",
      run: (at, { hotkey, netuid }) => hotkeyConviction(at, hotkey, netuid),
    }),
    get_most_convicted_hotkey_on_subnet: method({
      params: { netuid: u16 },
      result: option(accountId),
      run: (at, { netuid }) => mostConvictedHotkey(at, netuid),
    }),
  },
});
