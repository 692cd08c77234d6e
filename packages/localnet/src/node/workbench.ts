import { CodedError } from "@taostack/primitives";
import { encodeSigned } from "../engine/extrinsic.js";
import { encodeSeed } from "../engine/genesis.js";
import { impersonationKey } from "../engine/impersonation.js";
import { SEED_KEY } from "../frame/index.js";
import { storage as subtensor } from "../pallets/subtensor/storage/index.js";
import type { AccountId, Hash } from "../scale/index.js";
import { dumpBlock, loadBlock, type StateDump } from "./dump.js";
import { fundingChanges } from "./funding.js";
import type { LocalNode } from "./node.js";

export type WorkbenchErrorData =
  | { readonly code: "localnet/no_snapshot"; readonly snapshot: number }
  | { readonly code: "localnet/no_epoch"; readonly netuid: number };

const MAX_SNAPSHOTS = 256;
const NO_SIGNATURE = new Uint8Array(64);
const PRESENT = Uint8Array.of(1);

/** What a development chain can do and a real one cannot. */
export class Workbench {
  readonly #node: LocalNode;
  readonly #snapshots = new Map<number, () => void>();
  #taken = 0;

  constructor(node: LocalNode) {
    this.#node = node;
  }

  /** Sets a free balance in rao; the issuance follows. */
  fund(who: AccountId, free: bigint): void {
    this.#node.setStorage(fundingChanges(this.#node.chain.best, who, free));
  }

  /** From now on the account's transactions need no good signature; or again do. */
  impersonate(who: AccountId, on: boolean): void {
    this.#node.setStorage([[impersonationKey(who), on ? PRESENT : undefined]]);
  }

  /** Submits a call of an impersonated account, unsigned. @throws `localnet/rpc`. */
  sendAs(who: AccountId, callBytes: Uint8Array): Hash {
    const { pool, chain } = this.#node;
    const nonce = pool.nextNonce(chain.best, who);
    const signature = { type: "Sr25519", value: NO_SIGNATURE } as const;
    const mode = { type: "Disabled" } as const;
    return this.#node.submit(encodeSigned({ signer: who, signature, era: undefined, nonce, tip: 0n, mode }, callBytes));
  }

  /** Remembers this point. The latest 256 are kept. */
  snapshot(): number {
    const id = this.#taken;
    this.#taken += 1;
    this.#snapshots.set(id, this.#node.snapshot());
    this.#snapshots.delete(id - MAX_SNAPSHOTS);
    return id;
  }

  /** @throws `localnet/no_snapshot` */
  revert(snapshot: number): void {
    const restore = this.#snapshots.get(snapshot);
    if (!restore) throw noSnapshot(snapshot);
    restore();
  }

  /** Another seed, and other block hashes from here on. */
  setSeed(seed: string): void {
    this.#node.setStorage([[SEED_KEY, encodeSeed(seed)]]);
  }

  /**
   * Yields after each block it makes, until the block in which the epoch of the subnet ran.
   * @throws `localnet/no_epoch` if there is no such subnet or its epochs do not run.
   */
  *blocksToEpoch(netuid: number): Generator<void> {
    const { chain } = this.#node;
    const before = subtensor.LastEpochBlock.get(chain.best, netuid);
    const exists = subtensor.NetworksAdded.get(chain.best, netuid);
    // Others may be due in the same block, and only so many run in each.
    const limit = exists ? 2 * subtensor.Tempo.get(chain.best, netuid) + 64 : 0;
    for (let made = 0; made < limit; made += 1) {
      this.#node.seal();
      yield;
      if (subtensor.LastEpochBlock.get(chain.best, netuid) !== before) return;
    }
    throw noEpoch(netuid);
  }

  dump(): StateDump {
    return dumpBlock(this.#node.chain.best);
  }

  /** Goes on from the block of a dump; earlier blocks are forgotten. @throws `localnet/bad_dump`. */
  load(dump: unknown): void {
    this.#node.resume(loadBlock(dump, this.#node.chain.genesis.hash));
  }
}

const noSnapshot = (snapshot: number): CodedError<WorkbenchErrorData> =>
  new CodedError({ code: "localnet/no_snapshot", snapshot }, `There is no snapshot ${snapshot}.`, {
    remedy: "Use a number that snapshot() gave.",
  });

const noEpoch = (netuid: number): CodedError<WorkbenchErrorData> =>
  new CodedError({ code: "localnet/no_epoch", netuid }, `No epoch of subnet ${netuid} comes.`, {
    remedy: "Choose a subnet that exists and whose tempo is not 0.",
  });
