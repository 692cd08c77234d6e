import { call, fail } from "../../../frame/index.js";
import { bool, boundedVec, fixedHex, option, tuple, u32, u64, vec } from "../../../scale/index.js";
import { authorityId } from "../../aura/index.js";
import { notImplemented } from "../../not-implemented.js";
import { errors } from "../errors.js";
import { precompileEnum } from "../types.js";

const grandpaId = fixedHex("sp_consensus_grandpa::app::Public", 32);

const sudo_set_total_issuance = call({
  index: 33,
  args: { total_issuance: u64 },
  docs: "No longer in use.",
  weight: 5_931_000,
  dispatch: () => fail(errors.Deprecated),
});

/** Authors, finality and EVM, none of which this chain can change. */
export const missingCalls = {
  sudo_set_total_issuance,
  swap_authorities: notImplemented(0, { new_authorities: boundedVec(authorityId, 32) }),
  sudo_set_evm_chain_id: notImplemented(58, { chain_id: u64 }),
  schedule_grandpa_change: notImplemented(59, {
    next_authorities: vec(tuple(grandpaId, u64)),
    in_blocks: u32,
    forced: option(u32),
  }),
  sudo_toggle_evm_precompile: notImplemented(62, { precompile_id: precompileEnum, enabled: bool }),
};
