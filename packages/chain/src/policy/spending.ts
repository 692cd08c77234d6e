/** What one call takes, by the names of its arguments in camel case. */
export interface SpendingRule {
  /** Argument that holds the TAO that it takes, or the most that it may take. */
  readonly tao?: string;
  /** Arguments that hold the alpha that it gives away. */
  readonly alpha?: { readonly amount: string; readonly netuid: string };
  /** What it takes does not stand in it: it is read from the chain. */
  readonly price?: "balance" | "registration" | "subnet" | "keySwap";
  /** Arguments that hold subnets, alone or in lists. */
  readonly netuids?: readonly string[];
  /** It touches every subnet. */
  readonly everySubnet?: true;
  /** Arguments that hold accounts which get something. */
  readonly to?: readonly string[];
  /** Arguments that hold calls, alone or in lists. */
  readonly inner?: readonly string[];
}

const NOTHING: SpendingRule = {};
const onSubnet: SpendingRule = { netuids: ["netuid"] };
const onSubnets: SpendingRule = { netuids: ["netuids"] };
const between = { netuids: ["originNetuid", "destinationNetuid"] };
const stake: SpendingRule = { tao: "amountStaked", netuids: ["netuid"], to: ["hotkey"] };
const destroyed: SpendingRule = { alpha: { amount: "amount", netuid: "netuid" }, netuids: ["netuid"] };
const registration: SpendingRule = { price: "registration", netuids: ["netuid"], to: ["hotkey"] };

const all = <R extends SpendingRule>(rule: R, ...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, rule]));

const subtensor: Readonly<Record<string, SpendingRule>> = {
  ...all(stake, "add_stake", "add_stake_limit"),
  add_stake_burn: { tao: "amount", netuids: ["netuid"], to: ["hotkey"] },
  ...all(onSubnet, "remove_stake", "remove_stake_limit", "remove_stake_full_limit"),
  ...all({ everySubnet: true as const }, "unstake_all", "unstake_all_alpha"),
  move_stake: { ...between, to: ["destinationHotkey"] },
  ...all(between, "swap_stake", "swap_stake_limit"),
  transfer_stake: {
    ...between,
    to: ["destinationColdkey"],
    alpha: { amount: "alphaAmount", netuid: "originNetuid" },
  },
  ...all(destroyed, "recycle_alpha", "burn_alpha"),
  ...all(registration, "burned_register", "register"),
  register_limit: { tao: "limitPrice", netuids: ["netuid"], to: ["hotkey"] },
  ...all({ price: "subnet" as const }, "register_network", "register_network_with_identity", "register_leased_network"),
  ...all({ price: "keySwap" as const, to: ["newHotkey"] }, "swap_hotkey", "swap_hotkey_v2"),
  swap_coldkey_announced: { price: "balance", to: ["newColdkey"] },
  ...all(onSubnet, "lock_stake", "set_perpetual_lock", "set_children", "set_childkey_take", "associate_evm_key"),
  move_lock: { netuids: ["netuid"], to: ["destinationHotkey"] },
  set_coldkey_auto_stake_hotkey: { netuids: ["netuid"], to: ["hotkey"] },
  ...all(onSubnet, "serve_axon", "serve_axon_tls", "serve_prometheus"),
  ...all(onSubnet, "set_weights", "set_mechanism_weights", "commit_weights", "commit_mechanism_weights"),
  ...all(onSubnet, "reveal_weights", "reveal_mechanism_weights", "batch_reveal_weights"),
  ...all(onSubnet, "commit_timelocked_weights", "commit_timelocked_mechanism_weights"),
  ...all(onSubnets, "batch_set_weights", "batch_commit_weights"),
  ...all(onSubnet, "set_subnet_identity", "update_symbol", "start_call", "set_tempo", "set_activity_cutoff_factor"),
  ...all(onSubnet, "trigger_epoch", "enable_voting_power_tracking", "disable_voting_power_tracking"),
  ...all(onSubnet, "sudo_set_root_claim_threshold"),
  claim_root: { netuids: ["subnets"] },
  ...all(NOTHING, "root_register", "increase_take", "decrease_take", "set_identity", "try_associate_hotkey"),
  ...all(NOTHING, "set_root_claim_type", "set_auto_parent_delegation_enabled", "set_reject_locked_alpha"),
  ...all(NOTHING, "dispute_coldkey_swap", "clear_coldkey_swap_announcement", "terminate_lease"),
};

const others: Readonly<Record<string, SpendingRule>> = {
  ...all({ tao: "value", to: ["dest"] }, "Balances.transfer_keep_alive", "Balances.transfer_allow_death"),
  "Balances.transfer_all": { price: "balance", to: ["dest"] },
  "Balances.burn": { tao: "value" },
  ...all({ inner: ["calls"] }, "Utility.batch", "Utility.batch_all", "Utility.force_batch"),
  "Utility.if_else": { inner: ["main", "fallback"] },
  "Utility.as_derivative": { inner: ["call"] },
  ...all(
    { inner: ["call"] },
    "Proxy.proxy",
    "Proxy.proxy_announced",
    "Multisig.as_multi",
    "Multisig.as_multi_threshold_1",
  ),
  ...all(
    NOTHING,
    "Proxy.remove_proxy",
    "Proxy.remove_proxies",
    "Proxy.remove_announcement",
    "Proxy.reject_announcement",
  ),
  ...all(NOTHING, "Proxy.poke_deposit", "Multisig.poke_deposit", "Multisig.cancel_as_multi"),
  "Commitments.set_commitment": onSubnet,
  "Crowdloan.create": { tao: "deposit", to: ["targetAddress"] },
  "Crowdloan.contribute": { tao: "amount" },
  ...all(NOTHING, "Crowdloan.withdraw", "Crowdloan.refund", "Crowdloan.dissolve", "Crowdloan.finalize"),
  ...all(NOTHING, "Crowdloan.update_min_contribution", "Crowdloan.set_max_contribution"),
  ...all(NOTHING, "Crowdloan.update_end", "Crowdloan.update_cap"),
  ...all(NOTHING, "System.remark", "System.remark_with_event"),
};

/**
 * What a call takes; `undefined` for calls that a policy does not judge, since they hand over an account, hide what they do, or are
 * unknown: proxies that are added, hashes that are approved, root's calls.
 */
export function spendingOf(call: string): SpendingRule | undefined {
  const [pallet, name = ""] = call.split(".");
  if (pallet === "AdminUtils") return onSubnet;
  const table = pallet === "SubtensorModule" ? subtensor : others;
  const key = pallet === "SubtensorModule" ? name : call;
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
