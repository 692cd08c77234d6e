import { ensure, type ReadContext } from "../../../frame/index.js";
import { type AccountId, compact, tuple, u8, u16, u64, vec } from "../../../scale/index.js";
import { errors } from "../errors.js";
import { events } from "../events.js";
import { ROOT } from "../networks/networks.js";
import { storage } from "../storage/index.js";
import { eachItem } from "../weights/batch.js";
import { ensureStakeForWeights, mayUpdate, setWeights } from "../weights/set-weights.js";
import { guardedCall } from "./builders.js";

const REF_TIME = 118_513_610_000;
const EXTENSION_REF_TIME = 538_334_000;

function check(at: ReadContext, signer: AccountId, netuid: number, mechanism: number): void {
  ensureStakeForWeights(at, netuid, signer);
  const limited = netuid !== ROOT && !storage.CommitRevealWeightsEnabled.get(at, netuid);
  ensure(!limited || mayUpdate(at, netuid, mechanism, signer), errors.SettingWeightsTooFast);
}

const set_weights = guardedCall({
  index: 0,
  args: { netuid: u16, dests: vec(u16), weights: vec(u16), version_key: u64 },
  docs: "A neuron's hotkey sets its weights on a subnet; only while that does not use commit and reveal.",
  weight: REF_TIME,
  extensionWeight: EXTENSION_REF_TIME,
  paysFee: false,
  check: (at, signer, { netuid }) => check(at, signer, netuid, 0),
  run: (ctx, signer, { netuid, dests, weights, version_key }) =>
    setWeights(ctx, signer, { netuid, mechanism: 0, uids: dests, values: weights, versionKey: version_key }),
});

const set_mechanism_weights = guardedCall({
  index: 119,
  args: { netuid: u16, mecid: u8, dests: vec(u16), weights: vec(u16), version_key: u64 },
  docs: "As set_weights, for one mechanism of the subnet.",
  weight: REF_TIME,
  extensionWeight: EXTENSION_REF_TIME,
  paysFee: false,
  check: (at, signer, { netuid, mecid }) => check(at, signer, netuid, mecid),
  run: (ctx, signer, { netuid, mecid, dests, weights, version_key }) =>
    setWeights(ctx, signer, { netuid, mechanism: mecid, uids: dests, values: weights, versionKey: version_key }),
});

const batch_set_weights = guardedCall({
  index: 80,
  args: {
    netuids: vec(compact(u16)),
    weights: vec(vec(tuple(compact(u16), compact(u16)))),
    version_keys: vec(compact(u64)),
  },
  docs: "Sets weights on several subnets. What fails is told by an event; the rest goes through.",
  weight: 703_092_000,
  extensionWeight: EXTENSION_REF_TIME,
  paysFee: false,
  check(at, signer, { netuids, weights, version_keys }) {
    const equal = netuids.length === weights.length && netuids.length === version_keys.length;
    ensure(equal, errors.InputLengthsUnequal);
    for (const netuid of netuids) ensureStakeForWeights(at, netuid, signer);
  },
  run(ctx, signer, { netuids, weights, version_keys }) {
    eachItem(ctx, netuids, (netuid, item) => {
      const pairs = weights[item] ?? [];
      setWeights(ctx, signer, {
        netuid,
        mechanism: 0,
        uids: pairs.map(([uid]) => uid),
        values: pairs.map(([, value]) => value),
        versionKey: version_keys[item] ?? 0n,
      });
    });
    ctx.emit(events.make.BatchWeightsCompleted([netuids, signer]));
  },
});

export const weightCalls = { set_weights, set_mechanism_weights, batch_set_weights };
