import { CodedError } from "@taostack/primitives";
import type { ChainAccess } from "./chain-access.js";
import { readerOf } from "./reads/index.js";
import { type StopWatching, type WatchOptions, watchRead } from "./reads/watch.js";
import {
  type AnyOperation,
  checkArguments,
  type Given,
  type GroupName,
  operationNamed,
  parseArguments,
  type ReadOperation,
  type Registry,
  registry,
  type WriteOperation,
} from "./registry/index.js";
import { Write } from "./writes/write.js";

export interface ReadOptions {
  /** Number or hex hash of the block to read; the newest by default. */
  readonly at?: number | string;
}

/** A read: ask once, now or of an earlier block, or be told of each change. */
export interface ReadMethod<A, R> {
  /** @throws `operations/invalid` and its like, and as every read. */
  (args: A, options?: ReadOptions): Promise<R>;
  /** Reads now and after new blocks, and tells what differs from the time before, until it is stopped. */
  watch(args: A, listener: (result: R, block: number) => void, options?: WatchOptions): StopWatching;
}

type MethodOf<O> =
  O extends ReadOperation<infer A, infer R>
    ? ReadMethod<Given<A>, R>
    : O extends WriteOperation<infer A, infer W>
      ? (args: Given<A>) => Write<W>
      : never;

/** A typed method for each operation of the registry: `operations.staking.add({ hotkey, netuid, amount }).submit({ signer })`. */
export type ClientOperations = {
  readonly [G in GroupName]: {
    readonly [K in keyof Registry[G]["operations"]]: MethodOf<Registry[G]["operations"][K]>;
  };
};

export const createClientOperations = (chain: ChainAccess): ClientOperations =>
  Object.fromEntries(
    Object.entries(registry).map(([group, { operations }]) => [
      group,
      Object.fromEntries(
        Object.entries(operations as Record<string, AnyOperation>).map(([key, operation]) => [
          key,
          methodOf(chain, `${group}.${key}`, operation),
        ]),
      ),
    ]),
  ) as unknown as ClientOperations;

type Arguments = Readonly<Record<string, unknown>>;

function methodOf(chain: ChainAccess, name: string, operation: AnyOperation) {
  if (operation.kind === "write") return (args: Arguments) => new Write(chain, name, checkArguments(operation, args));
  const method = async (args: Arguments, options: ReadOptions = {}) =>
    runRead(chain, name, checkArguments(operation, args), options);
  return Object.assign(method, {
    watch: (args: Arguments, listener: (result: unknown, block: number) => void, options?: WatchOptions) =>
      watchRead(chain, name, checkArguments(operation, args), listener, options),
  });
}

async function runRead(chain: ChainAccess, name: string, args: Arguments, { at }: ReadOptions): Promise<unknown> {
  const reader = at === undefined ? chain : await chain.at(at);
  return readerOf(name)(reader, args as never);
}

/** A read by its name, with plain arguments: for command lines and agents. @throws `operations/unknown` and as the read. */
export async function readByName(
  chain: ChainAccess,
  name: string,
  plain: Arguments,
  options: ReadOptions = {},
): Promise<unknown> {
  const operation = operationNamed(name);
  if (operation.kind !== "read") throw wrongKind(name, "It writes: use `write`.");
  return runRead(chain, name, parseArguments(operation, plain), options);
}

/** A write by its name, with plain arguments. @throws `operations/unknown`, `operations/invalid` and their like. */
export function writeByName(chain: ChainAccess, name: string, plain: Arguments): Write {
  const operation = operationNamed(name);
  if (operation.kind !== "write") throw wrongKind(name, "It reads: use `read`.");
  return new Write(chain, name, parseArguments(operation, plain));
}

const wrongKind = (operation: string, remedy: string) =>
  new CodedError({ code: "operations/wrong_kind" as const, operation }, `${operation} is of the other kind.`, {
    remedy,
  });
