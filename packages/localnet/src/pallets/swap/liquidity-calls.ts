import { type CallSpec, call, fail } from "../../frame/index.js";
import { accountId, bool, type FieldTypes, i32, i64, newtype, u16, u64, u128 } from "../../scale/index.js";
import { swapErrors } from "./errors.js";

const tickIndex = newtype("pallet_subtensor_swap::pallet::TickIndex", i32);
const positionId = newtype("pallet_subtensor_swap::pallet::PositionId", u128);

const retired = <const A extends FieldTypes>(index: number, args: A): CallSpec<A> =>
  call({
    index,
    args,
    docs: "No longer in use: always fails.",
    weight: 15_000_000,
    dispatch: () => fail(swapErrors.Deprecated),
  });

/** Liquidity of users: the chain keeps the calls, and refuses them. */
export const liquidityCalls = {
  add_liquidity: retired(1, {
    hotkey: accountId,
    netuid: u16,
    tick_low: tickIndex,
    tick_high: tickIndex,
    liquidity: u64,
  }),
  remove_liquidity: retired(2, { hotkey: accountId, netuid: u16, position_id: positionId }),
  modify_position: retired(3, { hotkey: accountId, netuid: u16, position_id: positionId, liquidity_delta: i64 }),
  toggle_user_liquidity: retired(4, { netuid: u16, enable: bool }),
  disable_lp: retired(5, {}),
};
