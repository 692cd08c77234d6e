import { group, preparedWrite, read, utf8, write } from "../operation.js";
import {
  blockNumber,
  blocks,
  bytes,
  hotkey,
  list,
  maybe,
  netuid,
  required,
  struct,
  tao,
  text,
  textUpTo,
  u32,
} from "../types/build.js";

const on = { netuid: required(netuid, "of the subnet") };
const who = { ...on, hotkey: required(hotkey, "of the neuron") };
const fields = list(
  struct({
    type: required(text, "as the chain names it: Raw5, BigRaw, Sha256, TimelockEncrypted"),
    data: required(bytes(0, 4_096), "what was committed; of an encrypted one, the ciphertext"),
  }),
);

/** Bytes that have a type of their own, which needs no length. */
const MAX_RAW = 128;
const setCommitment = (netuid: number, field: unknown) => ({
  call: "Commitments.set_commitment",
  args: { netuid, info: { fields: [field] } },
});

export const commitments = group("What neurons publish about themselves: a model, an address, a hash.", {
  get: read({
    summary: "What a neuron has published.",
    arguments: who,
    result: maybe(
      struct({
        block: required(blockNumber, "of the commitment"),
        deposit: required(tao, "in reserve for it"),
        fields: required(fields, "at most three"),
      }),
    ),
    uses: { storage: ["Commitments.CommitmentOf"] },
  }),
  list: read({
    summary: "What all neurons of a subnet have published.",
    arguments: on,
    result: list(
      struct({
        hotkey: required(hotkey, "of the neuron"),
        block: required(blockNumber, "of the commitment"),
        fields: required(fields, "at most three"),
      }),
    ),
    uses: { storage: ["Commitments.CommitmentOf"] },
  }),
  revealed: read({
    summary: "The last ten timelocked commitments of a neuron that were opened.",
    arguments: who,
    result: list(
      struct({ data: required(bytes(0, 4_096), "what was committed"), block: required(blockNumber, "of the opening") }),
    ),
    uses: { storage: ["Commitments.RevealedCommitments"] },
  }),
  space: read({
    summary: "The bytes that a neuron may publish in an epoch, and those that it has used.",
    arguments: who,
    result: struct({ most: required(u32, "in an epoch"), used: required(u32, "in the epoch of its last commitment") }),
    uses: { storage: ["Commitments.MaxSpace", "Commitments.UsedSpaceOf"] },
  }),
  lastBondsReset: read({
    summary: "The block in which a miner last reset its bonds.",
    arguments: who,
    result: maybe(blockNumber),
    uses: { storage: ["Commitments.LastBondsReset"] },
  }),
  set: write({
    summary: "Publishes a text of the signing hotkey on a subnet, in place of the last one.",
    signedBy: "hotkey",
    spends: "nothing",
    arguments: { ...on, text: required(textUpTo(512), "what to publish") },
    calls: ["Commitments.set_commitment"],
    build: ({ netuid, text }) => {
      const data = utf8(text);
      return setCommitment(netuid, data.length > MAX_RAW ? { BigRaw: data } : { [`Raw${data.length}`]: data });
    },
  }),
  setTimelocked: preparedWrite({
    summary: "Publishes a text that the chain opens by itself after some blocks, with a signature of drand.",
    signedBy: "hotkey",
    spends: "nothing",
    arguments: {
      ...on,
      text: required(textUpTo(700), "what to publish"),
      blocks: required(blocks, "after which it opens"),
    },
    calls: ["Commitments.set_commitment"],
    uses: { storage: ["Drand.BeaconConfig", "Timestamp.Now"], constants: ["Aura.SlotDuration"] },
  }),
  resetBonds: write({
    summary: "Asks that the bonds to the signing miner begin anew, where the subnet allows it.",
    signedBy: "hotkey",
    spends: "nothing",
    arguments: on,
    calls: ["Commitments.set_commitment"],
    build: ({ netuid }) => setCommitment(netuid, { ResetBondsFlag: null }),
  }),
});
