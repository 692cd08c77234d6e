import { RAO_PER_TAO, rao } from "@taostack/primitives";
import type { ChainReader } from "../chain-reader.js";
import type { Readers } from "./readers.js";
import { pricesOf } from "./swap.js";

interface StakeInfo {
  readonly hotkey: string;
  readonly coldkey: string;
  readonly netuid: number;
  readonly stake: bigint;
  readonly emission: bigint;
  readonly isRegistered: boolean;
}

interface Availability {
  readonly total: bigint;
  readonly locked: bigint;
  readonly available: bigint;
}

const API = "StakeInfoRuntimeApi";

/** The chain asks whose stake it is, and does not look at it. */
const NOBODY = new Uint8Array(32);

export const staking: Readers<"staking"> = {
  get: async (chain, { hotkey, coldkey, netuid }) => {
    const method = "get_stake_info_for_hotkey_coldkey_netuid";
    const found = await chain.runtimeCall<StakeInfo | undefined>(API, method, [hotkey, coldkey, netuid]);
    return rao(found?.stake ?? 0n);
  },
  list: async (chain, { coldkey }) => withValues(chain, await positionsOf(chain, coldkey)),
  listMany: async (chain, { coldkeys }) => {
    type Found = (readonly [coldkey: string, positions: StakeInfo[]])[];
    const found = await chain.runtimeCall<Found>(API, "get_stake_info_for_coldkeys", [coldkeys]);
    return withValues(
      chain,
      found.flatMap(([, positions]) => positions),
    );
  },
  availability: async (chain, { coldkey }) => {
    type Found = (readonly [coldkey: string, subnets: (readonly [netuid: number, Availability])[]])[];
    const found = await chain.runtimeCall<Found>(API, "get_stake_availability_for_coldkeys", [[coldkey], undefined]);
    return (found[0]?.[1] ?? []).map(([netuid, { total, locked, available }]) => ({
      netuid,
      total: rao(total),
      locked: rao(locked),
      available: rao(available),
    }));
  },
  totalOf: async (chain, { hotkey, netuid }) =>
    rao(await chain.query<bigint>("SubtensorModule", "TotalHotkeyAlpha", [hotkey, netuid])),
  minimum: async (chain) => rao(await chain.query<bigint>("SubtensorModule", "NominatorMinRequiredStake")),
  fee: async (chain, { netuid, amount }) => {
    const args = [undefined, NOBODY, [NOBODY, netuid], NOBODY, amount];
    return rao(await chain.runtimeCall<bigint>(API, "get_stake_fee", args));
  },
  autoStake: (chain, { coldkey, netuid }) => chain.query("SubtensorModule", "AutoStakeDestination", [coldkey, netuid]),
};

/** Without values. */
export const positionsOf = (chain: ChainReader, coldkey: string): Promise<StakeInfo[]> =>
  chain.runtimeCall(API, "get_stake_info_for_coldkey", [coldkey]);

/** Values are rounded down to a rao. */
async function withValues(chain: ChainReader, positions: readonly StakeInfo[]) {
  const netuids = [...new Set(positions.map(({ netuid }) => netuid))];
  const prices = await pricesOf(chain, netuids);
  return positions.map(({ hotkey, coldkey, netuid, stake, emission, isRegistered }) => {
    const price = prices.get(netuid) ?? rao(0n);
    return {
      hotkey,
      coldkey,
      netuid,
      stake: rao(stake),
      value: rao((stake * price) / RAO_PER_TAO),
      price,
      emission: rao(emission),
      isRegistered,
    };
  });
}
