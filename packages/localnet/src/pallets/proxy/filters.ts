/** Which calls a filter names: all of a pallet, or one; perhaps only while an argument is below a bound, or around one other call. */
export interface CallRule {
  readonly pallet: string;
  readonly call?: string;
  readonly below?: { readonly argument: string; readonly limit: bigint };
  readonly around?: { readonly pallet: string; readonly call: string };
}

/** What may be done with a proxy: everything, nothing, these calls only, or all but these. */
export type ProxyFilter =
  | { readonly mode: "all" | "nothing" }
  | { readonly mode: "only"; readonly calls: readonly CallRule[]; readonly except?: readonly CallRule[] }
  | { readonly mode: "allBut"; readonly calls: readonly CallRule[] };

/** `"Balances.*"`, `"Balances.transfer_all"`. */
const rule = (text: string): CallRule => {
  const [pallet = "", call = "*"] = text.split(".");
  return call === "*" ? { pallet } : { pallet, call };
};
const rules = (pallet: string, calls: readonly string[]): CallRule[] => calls.map((call) => rule(`${pallet}.${call}`));
const SM = "SubtensorModule";
const ANNOUNCED_SWAP = [
  "announce_coldkey_swap",
  "swap_coldkey_announced",
  "clear_coldkey_swap_announcement",
  "dispute_coldkey_swap",
];
const COLDKEY_SWAP = ["schedule_swap_coldkey", "swap_coldkey", ...ANNOUNCED_SWAP];

const SMALL = 500_000_000n;
const ALL: ProxyFilter = { mode: "all" };
const NOTHING: ProxyFilter = { mode: "nothing" };

/** By type, in the order of the types' numbers. */
export const proxyFilters = {
  Any: ALL,
  Owner: {
    mode: "only",
    calls: [rule("AdminUtils.*"), ...rules(SM, ["set_subnet_identity", "update_symbol"])],
    except: [...rules("AdminUtils", ["sudo_set_sn_owner_hotkey", "sudo_set_subnet_owner_hotkey"])],
  },
  NonCritical: {
    mode: "allBut",
    calls: [...rules(SM, ["dissolve_network", "root_register", "burned_register", ...ANNOUNCED_SWAP]), rule("Sudo.*")],
  },
  NonTransfer: { mode: "allBut", calls: [rule("Balances.*"), ...rules(SM, ["transfer_stake", ...COLDKEY_SWAP])] },
  Senate: NOTHING,
  NonFungible: {
    mode: "allBut",
    calls: [
      rule("Balances.*"),
      ...rules(SM, [
        "add_stake",
        "add_stake_limit",
        "remove_stake",
        "remove_stake_limit",
        "remove_stake_full_limit",
        "unstake_all",
        "unstake_all_alpha",
        "swap_stake",
        "swap_stake_limit",
        "move_stake",
        "transfer_stake",
        "burned_register",
        "root_register",
        "swap_hotkey",
        "swap_hotkey_v2",
        ...COLDKEY_SWAP,
      ]),
    ],
  },
  Triumvirate: NOTHING,
  Governance: NOTHING,
  Staking: {
    mode: "only",
    calls: [
      ...rules(SM, [
        "add_stake",
        "remove_stake",
        "unstake_all",
        "unstake_all_alpha",
        "swap_stake",
        "swap_stake_limit",
        "move_stake",
        "add_stake_limit",
        "remove_stake_limit",
        "remove_stake_full_limit",
        "set_root_claim_type",
      ]),
    ],
  },
  Registration: { mode: "only", calls: [...rules(SM, ["burned_register", "register", "register_limit"])] },
  Transfer: {
    mode: "only",
    calls: [
      ...rules("Balances", ["transfer_keep_alive", "transfer_allow_death", "transfer_all"]),
      rule("SubtensorModule.transfer_stake"),
    ],
  },
  SmallTransfer: {
    mode: "only",
    calls: [
      { ...rule("Balances.transfer_keep_alive"), below: { argument: "value", limit: SMALL } },
      { ...rule("Balances.transfer_allow_death"), below: { argument: "value", limit: SMALL } },
      { ...rule("SubtensorModule.transfer_stake"), below: { argument: "alpha_amount", limit: SMALL } },
    ],
  },
  RootWeights: NOTHING,
  ChildKeys: { mode: "only", calls: [...rules(SM, ["set_children", "set_childkey_take"])] },
  SudoUncheckedSetCode: {
    mode: "only",
    calls: [{ ...rule("Sudo.sudo_unchecked_weight"), around: { pallet: "System", call: "set_code" } }],
  },
  SwapHotkey: { mode: "only", calls: [...rules(SM, ["swap_hotkey", "swap_hotkey_v2"])] },
  SubnetLeaseBeneficiary: {
    mode: "only",
    calls: [
      rule("SubtensorModule.start_call"),
      ...rules("AdminUtils", [
        "sudo_set_serving_rate_limit",
        "sudo_set_min_difficulty",
        "sudo_set_max_difficulty",
        "sudo_set_weights_version_key",
        "sudo_set_adjustment_alpha",
        "sudo_set_immunity_period",
        "sudo_set_min_allowed_weights",
        "sudo_set_kappa",
        "sudo_set_rho",
        "sudo_set_activity_cutoff",
        "sudo_set_network_registration_allowed",
        "sudo_set_network_pow_registration_allowed",
        "sudo_set_max_burn",
        "sudo_set_bonds_moving_average",
        "sudo_set_bonds_penalty",
        "sudo_set_commit_reveal_weights_enabled",
        "sudo_set_liquid_alpha_enabled",
        "sudo_set_alpha_values",
        "sudo_set_commit_reveal_weights_interval",
        "sudo_set_toggle_transfer",
        "sudo_set_subnet_emission_enabled",
        "sudo_set_min_childkey_take_per_subnet",
      ]),
    ],
  },
  RootClaim: { mode: "only", calls: [rule("SubtensorModule.claim_root")] },
} as const satisfies Readonly<Record<string, ProxyFilter>>;
export type ProxyTypeName = keyof typeof proxyFilters;
