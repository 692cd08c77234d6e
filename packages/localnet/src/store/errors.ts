import { CodedError } from "@taostack/primitives";

export type StateFolderErrorData =
  | { readonly code: "localnet/state_in_use"; readonly path: string; readonly pid: number }
  | { readonly code: "localnet/state_damaged"; readonly path: string; readonly offset: number }
  | { readonly code: "localnet/state_version"; readonly path: string; readonly version: unknown }
  | { readonly code: "localnet/other_chain"; readonly path: string };

export const stateInUse = (path: string, pid: number): CodedError<StateFolderErrorData> =>
  new CodedError({ code: "localnet/state_in_use", path, pid }, `Process ${pid} keeps its chain in ${path}.`, {
    remedy: `Stop that process or choose another folder. If process ${pid} is another program, delete the file "lock" there.`,
  });

export const stateDamaged = (path: string, offset: number, why: string): CodedError<StateFolderErrorData> =>
  new CodedError({ code: "localnet/state_damaged", path, offset }, `${path} is damaged at byte ${offset}: ${why}.`, {
    remedy: "Restore the folder from a copy, or delete it to begin a new chain.",
  });

export const stateVersion = (path: string, version: unknown): CodedError<StateFolderErrorData> =>
  new CodedError({ code: "localnet/state_version", path, version }, `${path} was written by another version.`, {
    remedy: "Use the version that wrote it, or delete the folder to begin a new chain.",
  });

export const otherChain = (path: string): CodedError<StateFolderErrorData> =>
  new CodedError({ code: "localnet/other_chain", path }, `The chain in ${path} has another seed.`, {
    remedy: "Leave the seed out to go on with that chain, or choose another folder.",
  });
