import { call, constant, definePallet, ensureRoot, ensureSigned } from "../../frame/index.js";
import { u16, u32, u64 } from "../../scale/index.js";
import { errors, events, pallet, storage } from "./declarations.js";
import { revealCommitments } from "./reveal.js";
import { setCommitment } from "./set-commitment.js";
import { commitmentInfo, MAX_FIELDS } from "./types.js";

/** What hotkeys publish on a subnet: text, hashes, or bytes that open at a later time. */
export const commitments = definePallet({
  ...pallet,
  storage,
  events,
  errors,
  calls: {
    set_commitment: call({
      index: 0,
      args: { netuid: u16, info: commitmentInfo },
      docs: "Publishes up to three fields of a registered hotkey, in place of the last ones.",
      weight: 558_480_000,
      paysFee: false,
      dispatch: (ctx, { netuid, info }) => setCommitment(ctx, netuid, ensureSigned(ctx), info),
    }),
    set_max_space: call({
      index: 2,
      args: { new_limit: u32 },
      docs: "Root sets how many bytes a hotkey may publish in an epoch.",
      weight: 102_856_000,
      dispatch(ctx, { new_limit }) {
        ensureRoot(ctx);
        storage.MaxSpace.put(ctx, new_limit);
      },
    }),
  },
  constants: {
    MaxFields: constant(u32, MAX_FIELDS),
    InitialDeposit: constant(u64, 0n),
    FieldDeposit: constant(u64, 0n),
  },
  onInitialize: revealCommitments,
});
