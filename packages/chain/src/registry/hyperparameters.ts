import { boolean, hotkey, i16, list, maybe, number, oneOf, tao, u8, u16, u32, u64 } from "./types/build.js";
import type { CallSpec, Type } from "./types/descriptor.js";
import type { Place } from "./types/read-value.js";
import { readFields, readValue } from "./types/read-value.js";

/** One setting, and the call of AdminUtils that sets it. */
export interface Setting {
  readonly call: string;
  /** Who may send it; `nobody` where the chain has switched it off. */
  readonly by: "owner" | "root" | "nobody";
  /** The call's arguments, without the netuid. */
  readonly args: Readonly<Record<string, Type>>;
  /** Bits behind the point, where the chain holds a fixed-point number. */
  readonly fixed?: 32 | 64;
}

/** The settings of a subnet, by the names that the Python tools have for them. */
export const subnetSettings = {
  serving_rate_limit: { call: "sudo_set_serving_rate_limit", by: "owner", args: { serving_rate_limit: u64 } },
  min_difficulty: { call: "sudo_set_min_difficulty", by: "root", args: { min_difficulty: u64 } },
  max_difficulty: { call: "sudo_set_max_difficulty", by: "owner", args: { max_difficulty: u64 } },
  weights_version: { call: "sudo_set_weights_version_key", by: "owner", args: { weights_version_key: u64 } },
  weights_rate_limit: { call: "sudo_set_weights_set_rate_limit", by: "root", args: { weights_set_rate_limit: u64 } },
  adjustment_interval: { call: "sudo_set_adjustment_interval", by: "root", args: { adjustment_interval: u16 } },
  adjustment_alpha: { call: "sudo_set_adjustment_alpha", by: "owner", args: { adjustment_alpha: u64 } },
  immunity_period: { call: "sudo_set_immunity_period", by: "owner", args: { immunity_period: u16 } },
  min_allowed_weights: { call: "sudo_set_min_allowed_weights", by: "owner", args: { min_allowed_weights: u16 } },
  max_allowed_uids: { call: "sudo_set_max_allowed_uids", by: "owner", args: { max_allowed_uids: u16 } },
  kappa: { call: "sudo_set_kappa", by: "root", args: { kappa: u16 } },
  rho: { call: "sudo_set_rho", by: "owner", args: { rho: u16 } },
  activity_cutoff: { call: "sudo_set_activity_cutoff", by: "owner", args: { activity_cutoff: u16 } },
  registration_allowed: {
    call: "sudo_set_network_registration_allowed",
    by: "root",
    args: { registration_allowed: boolean },
  },
  network_pow_registration_allowed: {
    call: "sudo_set_network_pow_registration_allowed",
    by: "nobody",
    args: { registration_allowed: boolean },
  },
  target_regs_per_interval: {
    call: "sudo_set_target_registrations_per_interval",
    by: "root",
    args: { target_registrations_per_interval: u16 },
  },
  min_burn: { call: "sudo_set_min_burn", by: "owner", args: { min_burn: tao } },
  max_burn: { call: "sudo_set_max_burn", by: "owner", args: { max_burn: tao } },
  difficulty: { call: "sudo_set_difficulty", by: "root", args: { difficulty: u64 } },
  max_validators: { call: "sudo_set_max_allowed_validators", by: "root", args: { max_allowed_validators: u16 } },
  bonds_moving_avg: { call: "sudo_set_bonds_moving_average", by: "owner", args: { bonds_moving_average: u64 } },
  max_regs_per_block: {
    call: "sudo_set_max_registrations_per_block",
    by: "root",
    args: { max_registrations_per_block: u16 },
  },
  tempo: { call: "sudo_set_tempo", by: "root", args: { tempo: u16 } },
  rao_recycled: { call: "sudo_set_rao_recycled", by: "root", args: { rao_recycled: tao } },
  commit_reveal_weights_enabled: {
    call: "sudo_set_commit_reveal_weights_enabled",
    by: "owner",
    args: { enabled: boolean },
  },
  liquid_alpha_enabled: { call: "sudo_set_liquid_alpha_enabled", by: "owner", args: { enabled: boolean } },
  alpha_values: { call: "sudo_set_alpha_values", by: "owner", args: { alpha_low: u16, alpha_high: u16 } },
  commit_reveal_period: { call: "sudo_set_commit_reveal_weights_interval", by: "owner", args: { interval: u64 } },
  bonds_penalty: { call: "sudo_set_bonds_penalty", by: "owner", args: { bonds_penalty: u16 } },
  transfers_enabled: { call: "sudo_set_toggle_transfer", by: "owner", args: { toggle: boolean } },
  subnet_owner_hotkey: { call: "sudo_set_subnet_owner_hotkey", by: "owner", args: { hotkey: hotkey } },
  ema_price_halving_period: { call: "sudo_set_ema_price_halving_period", by: "root", args: { ema_halving: u64 } },
  subtoken_enabled: { call: "sudo_set_subtoken_enabled", by: "root", args: { subtoken_enabled: boolean } },
  sn_owner_hotkey: { call: "sudo_set_sn_owner_hotkey", by: "owner", args: { hotkey: hotkey } },
  alpha_sigmoid_steepness: { call: "sudo_set_alpha_sigmoid_steepness", by: "root", args: { steepness: i16 } },
  yuma3_enabled: { call: "sudo_set_yuma3_enabled", by: "owner", args: { enabled: boolean } },
  bonds_reset_enabled: { call: "sudo_set_bonds_reset_enabled", by: "owner", args: { enabled: boolean } },
  owner_immune_neuron_limit: { call: "sudo_set_owner_immune_neuron_limit", by: "owner", args: { immune_neurons: u16 } },
  mechanism_count: { call: "sudo_set_mechanism_count", by: "owner", args: { mechanism_count: u8 } },
  mechanism_emission_split: {
    call: "sudo_set_mechanism_emission_split",
    by: "owner",
    args: { maybe_split: maybe(list(u16, 256)) },
  },
  min_allowed_uids: { call: "sudo_set_min_allowed_uids", by: "root", args: { min_allowed_uids: u16 } },
  recycle_or_burn: {
    call: "sudo_set_recycle_or_burn",
    by: "owner",
    args: { recycle_or_burn: oneOf("Burn", "Recycle") },
  },
  min_non_immune_uids: { call: "sudo_set_min_non_immune_uids", by: "root", args: { min: u16 } },
  burn_half_life: { call: "sudo_set_burn_half_life", by: "owner", args: { burn_half_life: u16 } },
  burn_increase_mult: {
    call: "sudo_set_burn_increase_mult",
    by: "owner",
    args: { burn_increase_mult: number },
    fixed: 64,
  },
  owner_cut_enabled: { call: "sudo_set_owner_cut_enabled", by: "owner", args: { enabled: boolean } },
  min_childkey_take_per_subnet: { call: "sudo_set_min_childkey_take_per_subnet", by: "owner", args: { take: u16 } },
  subnet_emission_enabled: { call: "sudo_set_subnet_emission_enabled", by: "root", args: { enabled: boolean } },
  owner_cut_auto_lock_enabled: {
    call: "sudo_set_owner_cut_auto_lock_enabled",
    by: "owner",
    args: { enabled: boolean },
  },
} as const satisfies Readonly<Record<string, Setting>>;

/** The settings of the whole chain: only its sudo key may change them. */
export const chainSettings = {
  default_take: { call: "sudo_set_default_take", by: "root", args: { default_take: u16 } },
  tx_rate_limit: { call: "sudo_set_tx_rate_limit", by: "root", args: { tx_rate_limit: u64 } },
  subnet_owner_cut: { call: "sudo_set_subnet_owner_cut", by: "root", args: { subnet_owner_cut: u16 } },
  network_rate_limit: { call: "sudo_set_network_rate_limit", by: "root", args: { rate_limit: u64 } },
  total_issuance: { call: "sudo_set_total_issuance", by: "nobody", args: { total_issuance: tao } },
  network_immunity_period: { call: "sudo_set_network_immunity_period", by: "root", args: { immunity_period: u64 } },
  network_min_lock_cost: { call: "sudo_set_network_min_lock_cost", by: "root", args: { lock_cost: tao } },
  subnet_limit: { call: "sudo_set_subnet_limit", by: "root", args: { max_subnets: u16 } },
  lock_reduction_interval: { call: "sudo_set_lock_reduction_interval", by: "root", args: { interval: u64 } },
  stake_threshold: { call: "sudo_set_stake_threshold", by: "root", args: { min_stake: tao } },
  nominator_min_required_stake: { call: "sudo_set_nominator_min_required_stake", by: "root", args: { min_stake: tao } },
  tx_delegate_take_rate_limit: {
    call: "sudo_set_tx_delegate_take_rate_limit",
    by: "root",
    args: { tx_rate_limit: u64 },
  },
  min_delegate_take: { call: "sudo_set_min_delegate_take", by: "root", args: { take: u16 } },
  dissolve_network_schedule_duration: {
    call: "sudo_set_dissolve_network_schedule_duration",
    by: "root",
    args: { duration: u32 },
  },
  subnet_moving_alpha: { call: "sudo_set_subnet_moving_alpha", by: "root", args: { alpha: number }, fixed: 32 },
  commit_reveal_version: { call: "sudo_set_commit_reveal_version", by: "root", args: { version: u16 } },
  ck_burn: { call: "sudo_set_ck_burn", by: "root", args: { burn: tao } },
  admin_freeze_window: { call: "sudo_set_admin_freeze_window", by: "root", args: { window: u16 } },
  owner_hparam_rate_limit: { call: "sudo_set_owner_hparam_rate_limit", by: "root", args: { epochs: u16 } },
  tao_flow_cutoff: { call: "sudo_set_tao_flow_cutoff", by: "root", args: { flow_cutoff: number }, fixed: 64 },
  tao_flow_normalization_exponent: {
    call: "sudo_set_tao_flow_normalization_exponent",
    by: "root",
    args: { exponent: number },
    fixed: 64,
  },
  tao_flow_smoothing_factor: {
    call: "sudo_set_tao_flow_smoothing_factor",
    by: "root",
    args: { smoothing_factor: u64 },
  },
  start_call_delay: { call: "sudo_set_start_call_delay", by: "root", args: { delay: u64 } },
  coldkey_swap_announcement_delay: {
    call: "sudo_set_coldkey_swap_announcement_delay",
    by: "root",
    args: { duration: u32 },
  },
  coldkey_swap_reannouncement_delay: {
    call: "sudo_set_coldkey_swap_reannouncement_delay",
    by: "root",
    args: { duration: u32 },
  },
  max_mechanism_count: { call: "sudo_set_max_mechanism_count", by: "root", args: { max_mechanism_count: u8 } },
  net_tao_flow_enabled: { call: "sudo_set_net_tao_flow_enabled", by: "root", args: { enabled: boolean } },
  max_epochs_per_block: { call: "sudo_set_max_epochs_per_block", by: "root", args: { max_epochs_per_block: u8 } },
} as const satisfies Readonly<Record<string, Setting>>;

/** The call that makes a change. @param value - Plain; an object where the setting has several values. */
export function settingCall(setting: Setting, value: unknown, netuid?: number): CallSpec {
  const place: Place = { field: "value", form: "plain", readCall: () => new Uint8Array() };
  const [first, ...more] = Object.entries(setting.args);
  const values =
    more.length === 0 && first
      ? { [first[0]]: encodeFixed(setting.fixed, readValue(first[1], value, place)) }
      : readSeveral(setting, value, place);
  return { call: `AdminUtils.${setting.call}`, args: netuid === undefined ? values : { netuid, ...values } };
}

function readSeveral({ args }: Setting, value: unknown, place: Place): Record<string, unknown> {
  const keys = Object.keys(args);
  const given = typeof value === "string" ? value.split(/[:,]/).map((part) => part.trim()) : value;
  const named = Array.isArray(given) ? Object.fromEntries(keys.map((key, index) => [key, given[index]])) : given;
  const fields = Object.fromEntries(
    Object.entries(args).map(([key, type]) => [key, { type, help: key, presence: "required" as const }]),
  );
  return readFields(fields, (named ?? {}) as Record<string, unknown>, { ...place, field: "value." });
}

const encodeFixed = (bits: 32 | 64 | undefined, value: unknown): unknown =>
  bits === undefined ? value : { bits: BigInt(Math.round(Number(value) * 2 ** 30)) << BigInt(bits - 30) };
