import { type Context, call, ensure, ensureRoot, ensureSigned, type ReadContext } from "../../../frame/index.js";
import { accountId, bytes, option, u16, u32 } from "../../../scale/index.js";
import { setActivityCutoffFactor, setTempoByOwner, triggerEpoch } from "../epoch/controls.js";
import { errors } from "../errors.js";
import { createNetwork, ensureCreationAllowed } from "../networks/create.js";
import { dissolveNetwork } from "../networks/dissolve.js";
import { setSubnetIdentity } from "../networks/identity.js";
import { ensureSubnetOwner, ensureSubnetOwnerOrRoot } from "../networks/networks.js";
import { startNetwork } from "../networks/start.js";
import { updateSymbol } from "../networks/symbols.js";
import { storage } from "../storage/index.js";
import { subnetIdentityFields, subnetIdentityV3 } from "../types.js";
import { guardedCall } from "./builders.js";

const CREATION_EXTENSION_REF_TIME = 210_376_000;

const register_network = guardedCall({
  index: 59,
  args: { hotkey: accountId },
  docs: "Creates a subnet that the signer owns. The lock cost becomes its pool; the hotkey gets uid 0.",
  weight: 6_077_125_000,
  extensionWeight: CREATION_EXTENSION_REF_TIME,
  check: (at: ReadContext) => ensureCreationAllowed(at),
  run(ctx, coldkey, { hotkey }) {
    createNetwork(ctx, coldkey, hotkey);
  },
});

const register_network_with_identity = guardedCall({
  index: 79,
  args: { hotkey: accountId, identity: option(subnetIdentityV3) },
  docs: "As register_network, with name and links of the subnet.",
  weight: 5_950_041_000,
  extensionWeight: CREATION_EXTENSION_REF_TIME,
  check: (at: ReadContext) => ensureCreationAllowed(at),
  run(ctx, coldkey, { hotkey, identity }) {
    createNetwork(ctx, coldkey, hotkey, identity);
  },
});

const dissolve_network = call({
  index: 61,
  args: { coldkey: accountId, netuid: u16 },
  docs: "Root removes a subnet. The coldkey is ignored.",
  weight: 3_369_000_000,
  dispatch(ctx, { netuid }) {
    ensureRoot(ctx);
    dissolveNetwork(ctx, netuid);
  },
});

const root_dissolve_network = call({
  index: 120,
  args: { netuid: u16 },
  docs: "Root removes a subnet.",
  weight: 3_369_000_000,
  dispatch(ctx, { netuid }) {
    ensureRoot(ctx);
    dissolveNetwork(ctx, netuid);
  },
});

const start_call = call({
  index: 92,
  args: { netuid: u16 },
  docs: "The owner starts the subnet: from the next block on it emits, and its alpha can be staked.",
  weight: 364_454_000,
  dispatch(ctx, { netuid }) {
    ensureSubnetOwner(ctx, netuid);
    startNetwork(ctx, netuid);
  },
});

const set_subnet_identity = call({
  index: 78,
  args: { netuid: u16, ...subnetIdentityFields },
  docs: "The owner sets name, links and texts of the subnet.",
  weight: 142_513_000,
  dispatch(ctx, { netuid, ...identity }) {
    // An error of its own, where the calls around it say BadOrigin; the same for a subnet that does not exist.
    ensure(ensureSigned(ctx) === storage.SubnetOwner.get(ctx, netuid), errors.NotSubnetOwner);
    setSubnetIdentity(ctx, netuid, identity);
  },
});

const update_symbol = call({
  index: 112,
  args: { netuid: u16, symbol: bytes },
  docs: "The owner or root picks an unused symbol of the list.",
  weight: 228_313_000,
  dispatch(ctx, { netuid, symbol }) {
    ensureSubnetOwnerOrRoot(ctx, netuid);
    updateSymbol(ctx, netuid, symbol);
  },
});

const set_tempo = call({
  index: 139,
  args: { netuid: u16, tempo: u16 },
  docs: "The owner sets how many blocks an epoch lasts, and starts a new one.",
  weight: 496_407_000,
  dispatch(ctx, { netuid, tempo }) {
    setTempoByOwner(ctx, ensureSubnetOwner(ctx, netuid), netuid, tempo);
  },
});

const set_activity_cutoff_factor = call({
  index: 140,
  args: { netuid: u16, factor_milli: u32 },
  docs: "The owner or root sets after how many thousandths of a tempo a silent validator counts as inactive.",
  weight: 414_193_000,
  dispatch: (ctx: Context, { netuid, factor_milli }) => setActivityCutoffFactor(ctx, netuid, factor_milli),
});

const trigger_epoch = call({
  index: 141,
  args: { netuid: u16 },
  docs: "The owner asks for an epoch out of turn, after the freeze window; not with commit and reveal.",
  weight: 442_539_000,
  dispatch: (ctx: Context, { netuid }) => triggerEpoch(ctx, ensureSubnetOwner(ctx, netuid), netuid),
});

export const networkCalls = {
  register_network,
  register_network_with_identity,
  dissolve_network,
  root_dissolve_network,
  start_call,
  set_subnet_identity,
  update_symbol,
  set_tempo,
  set_activity_cutoff_factor,
  trigger_epoch,
};
