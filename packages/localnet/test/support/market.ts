import { devAccountId } from "../../src/dev-accounts.js";
import { storage } from "../../src/pallets/subtensor/storage/index.js";
import { account, TestChain } from "./test-chain.js";

export const netuid = 2;
export const alice = devAccountId("//Alice");
export const bob = devAccountId("//Bob");
export const charlie = devAccountId("//Charlie");

/** Uids 0 to 3 in this order. */
export const hotkeys = { owner: account(1), validator: account(2), miners: [account(3), account(4)] } as const;

const TAO = 1_000_000_000n;

export class Market extends TestChain {
  /** Makes blocks up to and with the next epoch of the subnet. */
  mineToEpoch(): void {
    const last = Number(storage.LastEpochBlock.get(this.ctx, netuid));
    this.mineTo(last + storage.Tempo.get(this.ctx, netuid));
  }

  /** Alice registers the subnet without starting it. */
  createSubnet(): void {
    this.subtensor(alice, "register_network", { hotkey: hotkeys.owner });
  }
}

/**
 * A subnet of Alice's that runs: Bob validates with a permit, two of Charlie's hotkeys mine, weights are set directly
 * and without a limit on their rate.
 */
export function market({ tempo = 20 }: { readonly tempo?: number } = {}): Market {
  const chain = new Market();
  chain.createSubnet();
  chain.subtensor(alice, "start_call", { netuid });
  chain.admin("sudo_set_admin_freeze_window", { window: 0 });
  chain.admin("sudo_set_tempo", { netuid, tempo });
  chain.admin("sudo_set_subnet_emission_enabled", { netuid, enabled: true });
  chain.admin("sudo_set_commit_reveal_weights_enabled", { netuid, enabled: false });
  chain.admin("sudo_set_weights_set_rate_limit", { netuid, weights_set_rate_limit: 0n });
  chain.subtensor(bob, "burned_register", { netuid, hotkey: hotkeys.validator });
  for (const hotkey of hotkeys.miners) chain.subtensor(charlie, "burned_register", { netuid, hotkey });
  chain.subtensor(bob, "add_stake", { hotkey: hotkeys.validator, netuid, amount_staked: 100n * TAO });
  chain.mineToEpoch();
  return chain;
}
