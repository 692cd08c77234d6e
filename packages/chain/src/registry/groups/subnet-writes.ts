import { chainSettings, settingCall, subnetSettings } from "../hyperparameters.js";
import { fromEvent, subtensor, utf8, write } from "../operation.js";
import {
  any,
  boolean,
  hotkey,
  netuid,
  oneOf,
  optional,
  required,
  text,
  u8,
  u16,
  u32,
  withDefault,
} from "../types/build.js";
import { identityBytes, identityFields, subnetIdentity } from "./subnet-identity.js";

const on = { netuid: required(netuid, "of the subnet") };

/** What owners, and root, do with subnets. */
export const subnetWrites = {
  create: write({
    summary: "Creates a subnet for what it costs now; the signer owns it, and the hotkey is its first neuron.",
    signedBy: "coldkey",
    spends: "lock",
    arguments: {
      hotkey: required(hotkey, "of the owner"),
      identity: optional(subnetIdentity, "what to say of it"),
    },
    calls: ["SubtensorModule.register_network", "SubtensorModule.register_network_with_identity"],
    build: ({ hotkey, identity }) =>
      identity === undefined
        ? subtensor("register_network", { hotkey })
        : subtensor("register_network_with_identity", { hotkey, identity: identityBytes(identity) }),
    outcome: fromEvent(netuid, "SubtensorModule.NetworkAdded", 0),
  }),
  start: write({
    summary: "Starts a new subnet, once: until then its alpha cannot be staked.",
    signedBy: "owner",
    spends: "fee",
    arguments: on,
    calls: ["SubtensorModule.start_call"],
    build: ({ netuid }) => subtensor("start_call", { netuid }),
  }),
  setIdentity: write({
    summary: "Says what a subnet is; what is not given becomes empty.",
    signedBy: "owner",
    spends: "fee",
    arguments: { ...on, ...identityFields },
    calls: ["SubtensorModule.set_subnet_identity"],
    build: ({ netuid, ...identity }) => subtensor("set_subnet_identity", { netuid, ...identityBytes(identity) }),
  }),
  setSymbol: write({
    summary: "Gives a subnet's alpha another symbol of the chain's list that is free.",
    signedBy: "owner",
    spends: "fee",
    arguments: { ...on, symbol: required(text, "of the chain's list") },
    calls: ["SubtensorModule.update_symbol"],
    build: ({ netuid, symbol }) => subtensor("update_symbol", { netuid, symbol: utf8(symbol) }),
  }),
  setHyperparameter: write({
    summary: "Changes one setting of a subnet, as its owner or as the chain's sudo key.",
    signedBy: "owner",
    spends: "fee",
    arguments: {
      ...on,
      name: required(oneOf(...(Object.keys(subnetSettings) as (keyof typeof subnetSettings)[])), "of the setting"),
      value: required(any, "as the setting takes it; two with a colon between for alpha_values"),
      asRoot: withDefault(boolean, false, "send it as the sudo key"),
    },
    calls: [...Object.values(subnetSettings).map(({ call }) => `AdminUtils.${call}`), "Sudo.sudo"],
    build: ({ netuid, name, value, asRoot }) => {
      const call = settingCall(subnetSettings[name], value, netuid);
      return asRoot ? { call: "Sudo.sudo", args: { call } } : call;
    },
  }),
  setChainParameter: write({
    summary: "Changes one setting of the whole chain, as its sudo key.",
    signedBy: "root",
    spends: "fee",
    arguments: {
      name: required(oneOf(...(Object.keys(chainSettings) as (keyof typeof chainSettings)[])), "of the setting"),
      value: required(any, "as the setting takes it"),
    },
    calls: [...Object.values(chainSettings).map(({ call }) => `AdminUtils.${call}`), "Sudo.sudo"],
    build: ({ name, value }) => ({ call: "Sudo.sudo", args: { call: settingCall(chainSettings[name], value) } }),
  }),
  setTempo: write({
    summary: "Changes the blocks between two epochs, as the subnet's owner.",
    signedBy: "owner",
    spends: "fee",
    arguments: { ...on, tempo: required(u16, "blocks between two epochs") },
    calls: ["SubtensorModule.set_tempo"],
    build: ({ netuid, tempo }) => subtensor("set_tempo", { netuid, tempo }),
  }),
  setActivityCutoff: write({
    summary: "Changes after how many tempos a validator without new weights is left out.",
    signedBy: "owner",
    spends: "fee",
    arguments: { ...on, factor: required(u32, "thousandths of a tempo") },
    calls: ["SubtensorModule.set_activity_cutoff_factor"],
    build: ({ netuid, factor }) => subtensor("set_activity_cutoff_factor", { netuid, factor_milli: factor }),
  }),
  triggerEpoch: write({
    summary: "Lets the next epoch of a subnet come early.",
    signedBy: "owner",
    spends: "fee",
    arguments: on,
    calls: ["SubtensorModule.trigger_epoch"],
    build: ({ netuid }) => subtensor("trigger_epoch", { netuid }),
  }),
  trim: write({
    summary: "Removes the weakest neurons of a subnet until no more than so many are left.",
    signedBy: "owner",
    spends: "fee",
    arguments: { ...on, most: required(u16, "neurons that are left") },
    calls: ["AdminUtils.sudo_trim_to_max_allowed_uids"],
    build: ({ netuid, most }) => ({ call: "AdminUtils.sudo_trim_to_max_allowed_uids", args: { netuid, max_n: most } }),
  }),
  trackVotingPower: write({
    summary: "Lets the chain count voting power on a subnet, or stop it after a while.",
    signedBy: "owner",
    spends: "fee",
    arguments: { ...on, enabled: required(boolean, "count it") },
    calls: ["SubtensorModule.enable_voting_power_tracking", "SubtensorModule.disable_voting_power_tracking"],
    build: ({ netuid, enabled }) =>
      subtensor(enabled ? "enable_voting_power_tracking" : "disable_voting_power_tracking", { netuid }),
  }),
  createOnLease: write({
    summary: "Creates a subnet on lease, inside a crowdloan that pays for it.",
    signedBy: "coldkey",
    spends: "lock",
    arguments: {
      emissionsShare: required(u8, "percent of the owner's part that the contributors get"),
      endBlock: optional(u32, "block after which it may be ended; never without"),
    },
    calls: ["SubtensorModule.register_leased_network"],
    build: ({ emissionsShare, endBlock }) =>
      subtensor("register_leased_network", { emissions_share: emissionsShare, end_block: endBlock }),
  }),
  endLease: write({
    summary: "Ends a lease whose time is over: the beneficiary then owns the subnet.",
    signedBy: "coldkey",
    spends: "fee",
    arguments: { leaseId: required(u32, "of the lease"), hotkey: required(hotkey, "of the beneficiary") },
    calls: ["SubtensorModule.terminate_lease"],
    build: ({ leaseId, hotkey }) => subtensor("terminate_lease", { lease_id: leaseId, hotkey }),
  }),
  dissolve: write({
    summary: "Removes a subnet, as the chain's sudo key.",
    signedBy: "root",
    spends: "fee",
    arguments: on,
    calls: ["SubtensorModule.root_dissolve_network", "Sudo.sudo"],
    build: ({ netuid }) => ({ call: "Sudo.sudo", args: { call: subtensor("root_dissolve_network", { netuid }) } }),
  }),
};
