import { commitHash, mechanismIndex } from "@taostack/incentive";
import { concatBytes, decodeAddress, isCodedError } from "@taostack/primitives";
import type { ChainReader } from "../chain-reader.js";
import { lengthPrefixed, u16List, u64Bytes } from "../encoding/scale.js";
import { byMechanism } from "../registry/by-mechanism.js";
import { checkRow } from "../registry/weight-row.js";
import { readBeacon, roundAt, timeOfBlockAhead } from "../timelock/beacon.js";
import type { Preparers } from "./preparers.js";

const SM = "SubtensorModule";
/** The Python SDK's: blocks into the reveal epoch, so that the round does not come before it. */
const BLOCKS_INTO_EPOCH = 3;

export const weights: Preparers<"weights"> = {
  commit: ({ netuid, uids, weights, salt, versionKey, mechanism }, { address }) => {
    checkRow({ uids, weights });
    const hash = commitHash({
      account: decodeAddress(address),
      index: mechanismIndex(netuid, mechanism),
      uids,
      values: weights,
      salt,
      versionKey,
    });
    return byMechanism("commit_weights", "commit_mechanism_weights", mechanism, { netuid, commit_hash: hash });
  },
  commitTimelocked: async ({ netuid, uids, weights, versionKey, mechanism, round }, { chain, address }) => {
    checkRow({ uids, weights });
    const [beacon, version, { timelockEncrypt }] = await Promise.all([
      readBeacon(chain),
      chain.query<number>(SM, "CommitRevealWeightsVersion"),
      import("../timelock/encrypt.js"),
    ]);
    const revealRound = round ?? roundAt(beacon, await timeOfBlockAhead(chain, await blocksToReveal(chain, netuid)));
    const plaintext = concatBytes(
      lengthPrefixed(decodeAddress(address)),
      u16List(uids),
      u16List(weights),
      u64Bytes(versionKey),
    );
    const commit = timelockEncrypt(plaintext, revealRound, beacon.publicKey);
    const sealed = { commit, reveal_round: revealRound, commit_reveal_version: version };
    const args = { netuid, ...sealed };
    return byMechanism("commit_timelocked_weights", "commit_timelocked_mechanism_weights", mechanism, args);
  },
};

/** From the newest block to a little after the beginning of the epoch in which a commit of now is revealed. */
async function blocksToReveal(chain: ChainReader, netuid: number): Promise<number> {
  const [period, tempo, number] = await Promise.all([
    chain.query<bigint>(SM, "RevealPeriodEpochs", [netuid]),
    chain.query<number>(SM, "Tempo", [netuid]),
    chain.query<number>("System", "Number"),
  ]);
  const next = await nextEpoch(chain, netuid, number, tempo);
  return next - number + (Number(period) - 1) * tempo + BLOCKS_INTO_EPOCH;
}

/** Older runtimes do not say it: there, epochs begin by a formula. */
async function nextEpoch(chain: ChainReader, netuid: number, number: number, tempo: number): Promise<number> {
  try {
    const block = await chain.runtimeCall<bigint | undefined>("SubnetInfoRuntimeApi", "get_next_epoch_start_block", [
      netuid,
    ]);
    if (block !== undefined) return Number(block);
  } catch (error) {
    if (!isCodedError(error, "chain/unsupported")) throw error;
  }
  return number + tempo - ((number + netuid + 1) % (tempo + 1)) + 1;
}
