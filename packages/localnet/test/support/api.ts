import "@polkadot/api/augment";
import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";
import type { ApiOptions, SubmittableExtrinsic } from "@polkadot/api/types";
import type { EventRecord } from "@polkadot/types/interfaces";
import type { ISubmittableResult } from "@polkadot/types/types";
import { type Localnet, type LocalnetOptions, startLocalnet } from "../../src/index.js";

export type Transaction = SubmittableExtrinsic<"promise", ISubmittableResult>;
export type Pair = ReturnType<Keyring["addFromUri"]>;

export interface TestChain {
  readonly net: Localnet;
  readonly api: ApiPromise;
  readonly alice: Pair;
  readonly bob: Pair;
  /** A key without a balance. */
  pair(uri: string): Pair;
  close(): Promise<void>;
}

/** A chain that makes a block for each transaction, with a client of another make connected to it. */
export async function startTestChain(options: LocalnetOptions = {}): Promise<TestChain> {
  const net = await startLocalnet({ mode: "instant", ...options });
  const provider = new WsProvider(net.url, false);
  await provider.connect();
  // Their own types differ in one optional property.
  const api = await ApiPromise.create({ provider: provider as NonNullable<ApiOptions["provider"]>, noInitWarn: true });
  const ring = new Keyring({ type: "sr25519" });
  const pair = (uri: string): Pair => ring.addFromUri(uri);
  return {
    net,
    api,
    alice: pair("//Alice"),
    bob: pair("//Bob"),
    pair,
    async close() {
      await api.disconnect();
      await net.stop();
    },
  };
}

export interface Landed {
  readonly blockHash: string;
  readonly statuses: string[];
  readonly events: readonly EventRecord[];
  /** `Balances.Transfer`, … in order. */
  readonly eventNames: string[];
  /** `Balances.InsufficientBalance`, or the kind of another error; `undefined` if it succeeded. */
  readonly error: string | undefined;
}

/** Signs, sends and waits until it is final. Rejects if the chain refuses it. */
export function land(api: ApiPromise, transaction: Transaction, signer: Pair, options = {}): Promise<Landed> {
  const statuses: string[] = [];
  return new Promise((resolve, reject) => {
    transaction
      .signAndSend(signer, options, ({ status, events, dispatchError }) => {
        statuses.push(status.type);
        if (status.isInvalid || status.isDropped) reject(new Error(status.type));
        if (!status.isFinalized) return;
        const eventNames = events.map(({ event }) => `${pascal(event.section)}.${event.method}`);
        const error = dispatchError && describe(api, dispatchError);
        resolve({ blockHash: status.asFinalized.toHex(), statuses, events, eventNames, error });
      })
      .catch(reject);
  });
}

const pascal = (section: string): string => section.charAt(0).toUpperCase() + section.slice(1);

function describe(api: ApiPromise, error: NonNullable<ISubmittableResult["dispatchError"]>): string {
  if (!error.isModule) return error.toString();
  const { section, name, docs } = api.registry.findMetaError(error.asModule);
  return docs.join("") === "" ? "an error without docs" : `${pascal(section)}.${name}`;
}
