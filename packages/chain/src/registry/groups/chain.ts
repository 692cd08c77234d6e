import { invalidArgument } from "../errors.js";
import { group, read, write } from "../operation.js";
import {
  account,
  any,
  blockNumber,
  blocks,
  boolean,
  count,
  hash,
  index,
  list,
  maybe,
  number,
  optional,
  required,
  struct,
  text,
  withDefault,
} from "../types/build.js";
import { readValue } from "../types/read-value.js";

const chainName = "by the chain's name";
const event = struct({
  pallet: required(text, chainName),
  name: required(text, chainName),
  data: required(list(any), "in the chain's order"),
  extrinsicIndex: required(maybe(index), "of the transaction; none for what the block itself did"),
});

/** An object, or its JSON. @throws `operations/invalid`. */
function namedArguments(given: unknown): Readonly<Record<string, unknown>> {
  const place = { field: "args", form: "plain" as const, readCall: () => new Uint8Array() };
  const value = typeof given === "string" ? readValue(list(any), `[${given}]`, place) : [given];
  const [args] = value as readonly unknown[];
  if (typeof args === "object" && args !== null && !Array.isArray(args)) return args as Record<string, unknown>;
  throw invalidArgument("args", given, "an object with the call's arguments by the chain's names");
}

export const chain = group("The chain itself: blocks, events, and everything by the chain's own names.", {
  head: read({
    summary: "The newest block.",
    arguments: {},
    result: struct({
      number: required(blockNumber, "of the block"),
      hash: required(hash, "of the block"),
      timestampMs: required(count, "milliseconds since 1970, as its author set it"),
    }),
    uses: { storage: ["Timestamp.Now"], rpc: ["chain_getHeader"] },
  }),
  finalized: read({
    summary: "The newest block that cannot be undone.",
    arguments: {},
    result: struct({ number: required(blockNumber, "of the block"), hash: required(hash, "of the block") }),
    uses: { rpc: ["chain_getFinalizedHead", "chain_getHeader"] },
  }),
  version: read({
    summary: "Which chain this is, and which version of its rules it follows.",
    arguments: {},
    result: struct({
      chain: required(text, "its name"),
      specName: required(text, "of its runtime"),
      specVersion: required(count, "of its runtime"),
      genesis: required(hash, "of its first block, which tells it from all others"),
      blockTimeMs: required(count, "between two blocks"),
    }),
    uses: { constants: ["Aura.SlotDuration"], rpc: ["system_chain", "state_getRuntimeVersion"] },
  }),
  block: read({
    summary: "One block with its transactions, by number or hash; the newest without either.",
    arguments: {
      number: optional(blockNumber, "of the block"),
      hash: optional(hash, "of the block, in place of the number"),
    },
    result: struct({
      number: required(blockNumber, "of the block"),
      hash: required(hash, "of the block"),
      parentHash: required(hash, "of the block before"),
      timestampMs: required(count, "milliseconds since 1970"),
      extrinsics: required(
        list(
          struct({
            index: required(index, "in the block"),
            hash: required(hash, "of the transaction"),
            call: required(text, chainName),
            signer: required(maybe(account), "none for what the author put in"),
            args: required(any, "by the chain's names"),
            success: required(boolean, "it was not refused"),
          }),
        ),
        "in their order",
      ),
    }),
    uses: { storage: ["System.Events", "Timestamp.Now"], rpc: ["chain_getBlock"] },
  }),
  events: read({
    summary: "The events of one block, by number or hash; of the newest without either.",
    arguments: {
      number: optional(blockNumber, "of the block"),
      hash: optional(hash, "of the block, in place of the number"),
    },
    result: list(event),
    uses: { storage: ["System.Events"] },
  }),
  constant: read({
    summary: "A constant of the chain.",
    arguments: { pallet: required(text, chainName), name: required(text, chainName) },
    result: any,
    uses: {},
  }),
  storage: read({
    summary: "One entry of the chain's storage, decoded.",
    arguments: {
      pallet: required(text, chainName),
      item: required(text, chainName),
      keys: withDefault(list(any), [], "of the entry, where it is a map"),
    },
    result: any,
    uses: {},
  }),
  storageEntries: read({
    summary: "All entries of a map in the chain's storage whose first keys are given, decoded.",
    arguments: {
      pallet: required(text, chainName),
      item: required(text, chainName),
      keys: withDefault(list(any), [], "that all entries begin with"),
      most: withDefault(count, 10_000, "entries that are given; more is an error"),
    },
    result: list(struct({ keys: required(list(any), "of the entry"), value: required(any, "decoded") })),
    uses: {},
  }),
  runtimeCall: read({
    summary: "One call of a runtime API, decoded.",
    arguments: {
      api: required(text, "by the chain's name: SubnetInfoRuntimeApi"),
      method: required(text, chainName),
      args: withDefault(list(any), [], "in the chain's order"),
    },
    result: any,
    uses: {},
  }),
  names: read({
    summary: "What the chain has, by its own names: calls, storage, constants, runtime APIs.",
    arguments: {},
    result: struct({
      calls: required(list(text), "Pallet.call"),
      storage: required(list(text), "Pallet.Item"),
      constants: required(list(text), "Pallet.Name"),
      apis: required(list(text), "Api.method"),
    }),
    uses: {},
  }),
  account: read({
    summary: "The nonce of an account's next transaction, those that wait in the pool included.",
    arguments: { address: required(account, "of the account") },
    result: count,
    uses: { rpc: ["system_accountNextIndex"] },
  }),
  health: read({
    summary: "How the node is: peers, and whether it still catches up.",
    arguments: {},
    result: struct({
      peers: required(count, "of the node"),
      isSyncing: required(boolean, "it still catches up"),
      finalityLag: required(blocks, "between the newest block and the newest final one"),
      secondsSinceBlock: required(number, "by this machine's clock"),
    }),
    uses: { storage: ["Timestamp.Now"], rpc: ["system_health", "chain_getFinalizedHead"] },
  }),
  call: write({
    summary: "Makes any call by the chain's own names.",
    signedBy: "any",
    spends: "any",
    arguments: {
      call: required(text, "by the chain's names: SubtensorModule.add_stake"),
      args: withDefault(any, {}, "an object by the chain's names"),
    },
    calls: [],
    build: ({ call, args }) => ({ call, args: namedArguments(args) }),
  }),
});
