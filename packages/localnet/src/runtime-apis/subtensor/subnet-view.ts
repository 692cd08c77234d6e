import type { ReadContext } from "../../frame/index.js";
import { hotkeysOf } from "../../pallets/subtensor/neurons/uids.js";
import { type InheritedStakes, inheritedStakes, stakeWeight } from "../../pallets/subtensor/staking/stake-weight.js";
import { storage } from "../../pallets/subtensor/storage/index.js";
import { NO_AXON } from "../../pallets/subtensor/types.js";
import type { AccountId } from "../../scale/index.js";

/** Columns of a subnet over its uids. Each is read when it is asked for, and those that others build on only once. */
export class SubnetView {
  readonly at: ReadContext;
  readonly netuid: number;
  #hotkeys: readonly AccountId[] | undefined;
  #stakes: readonly InheritedStakes[] | undefined;

  constructor(at: ReadContext, netuid: number) {
    this.at = at;
    this.netuid = netuid;
  }

  get hotkeys(): readonly AccountId[] {
    this.#hotkeys ??= hotkeysOf(this.at, this.netuid);
    return this.#hotkeys;
  }

  get coldkeys(): AccountId[] {
    return this.hotkeys.map((hotkey) => storage.Owner.get(this.at, hotkey));
  }

  /** After child keys; TAO is not weighted. */
  get stakes(): readonly InheritedStakes[] {
    this.#stakes ??= this.hotkeys.map((hotkey) => inheritedStakes(this.at, hotkey, this.netuid));
    return this.#stakes;
  }

  get alphaStake(): bigint[] {
    return this.stakes.map(({ alpha }) => alpha);
  }

  get taoStake(): bigint[] {
    return this.stakes.map(({ tao }) => tao);
  }

  get totalStake(): bigint[] {
    return this.stakes.map((stakes) => stakeWeight(this.at, stakes));
  }

  get blockAtRegistration(): bigint[] {
    return this.hotkeys.map((_, uid) => storage.BlockAtRegistration.get(this.at, this.netuid, uid));
  }

  get axons() {
    return this.hotkeys.map((hotkey) => storage.Axons.get(this.at, this.netuid, hotkey) ?? NO_AXON);
  }
}
