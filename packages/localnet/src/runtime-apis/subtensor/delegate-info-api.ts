import { defineRuntimeApi, method, type Readable } from "../../frame/index.js";
import { allNetuids, ROOT } from "../../pallets/subtensor/networks/networks.js";
import { stakeOf } from "../../pallets/subtensor/staking/shares.js";
import { storage } from "../../pallets/subtensor/storage/index.js";
import { type AccountId, accountId, compact, option, tuple, u16, u64, vec } from "../../scale/index.js";
import { type DelegateInfo, delegateInfo } from "./types/stake.js";

const BLOCKS_PER_DAY = 7200n;
const WHOLE = 65_535n;
const THOUSAND_TAO = 1_000_000_000_000n;

type Nominators = DelegateInfo["nominators"];

/** Every stake on the hotkey, by coldkey. */
function nominatorsOf(at: Readable, hotkey: AccountId): Nominators {
  const byColdkey = new Map<AccountId, [number, bigint][]>();
  for (const [, coldkey, netuid] of storage.AlphaV2.keys(at, hotkey)) {
    const stake = stakeOf(at, hotkey, coldkey, netuid);
    if (stake > 0n) byColdkey.set(coldkey, [...(byColdkey.get(coldkey) ?? []), [netuid, stake]]);
  }
  return [...byColdkey];
}

function readDelegate(at: Readable, hotkey: AccountId, nominators: Nominators): DelegateInfo {
  const registrations = allNetuids(at).filter((netuid) => storage.Uids.has(at, netuid, hotkey));
  const take = storage.Delegates.get(at, hotkey);
  const daily = registrations.reduce((total, netuid) => total + dailyEmission(at, netuid, hotkey), 0n);
  const rootStake = storage.TotalHotkeyAlpha.get(at, hotkey, ROOT);
  const afterTake = (daily * (WHOLE - BigInt(take))) / WHOLE;
  return {
    delegate_ss58: hotkey,
    take,
    nominators,
    owner_ss58: storage.Owner.get(at, hotkey),
    registrations,
    validator_permits: registrations.filter((netuid) => hasPermit(at, netuid, hotkey)),
    return_per_1000: rootStake === 0n ? 0n : (afterTake * THOUSAND_TAO) / rootStake,
    total_daily_return: daily,
  };
}

function dailyEmission(at: Readable, netuid: number, hotkey: AccountId): bigint {
  const uid = storage.Uids.get(at, netuid, hotkey) ?? 0;
  const tempo = BigInt(storage.Tempo.get(at, netuid));
  return tempo === 0n ? 0n : ((storage.Emission.get(at, netuid)[uid] ?? 0n) * BLOCKS_PER_DAY) / tempo;
}

const hasPermit = (at: Readable, netuid: number, hotkey: AccountId): boolean =>
  storage.ValidatorPermit.get(at, netuid)[storage.Uids.get(at, netuid, hotkey) ?? -1] ?? false;

/** Stakes of a coldkey on delegates, one entry for each network. */
const delegatedBy = (at: Readable, coldkey: AccountId): [DelegateInfo, [number, bigint]][] =>
  storage.StakingHotkeys.get(at, coldkey)
    .filter((hotkey) => storage.Delegates.has(at, hotkey))
    .flatMap((hotkey) =>
      allNetuids(at)
        .map((netuid): [number, bigint] => [netuid, stakeOf(at, hotkey, coldkey, netuid)])
        .filter(([, stake]) => stake > 0n)
        .map((stake): [DelegateInfo, [number, bigint]] => [readDelegate(at, hotkey, []), stake]),
    );

export const delegateInfoApi = defineRuntimeApi({
  name: "DelegateInfoRuntimeApi",
  version: 1,
  methods: {
    get_delegates: method({
      params: {},
      result: vec(delegateInfo),
      run: (at) => storage.Delegates.keys(at).map(([hotkey]) => readDelegate(at, hotkey, nominatorsOf(at, hotkey))),
    }),
    get_delegate: method({
      params: { delegate_account: accountId },
      result: option(delegateInfo),
      run: (at, { delegate_account: hotkey }) =>
        storage.Delegates.has(at, hotkey) ? readDelegate(at, hotkey, nominatorsOf(at, hotkey)) : undefined,
    }),
    get_delegated: method({
      params: { delegatee_account: accountId },
      result: vec(tuple(delegateInfo, tuple(compact(u16), compact(u64)))),
      run: (at, { delegatee_account }) => delegatedBy(at, delegatee_account),
    }),
  },
});
