import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";

/** libsodium's `crypto_pwhash` with argon2i13 and the "sensitive" limits; the salt is fixed by the file format. */
const parameters = {
  salt: Buffer.from("137183dff15a09bc9c90b5518739e9b1", "hex"),
  iterations: 8,
  memorySize: 524_288,
  parallelism: 1,
  hashLength: 32,
  outputType: "binary",
} as const;

/** An inline source, so that the worker is found from TypeScript, from `dist` and from a bundle alike. */
const workerSource = `
const { parentPort, workerData } = require("node:worker_threads");
require(workerData.module).argon2i(workerData.options).then((key) => parentPort.postMessage(key));
`;

let previous: Promise<unknown> = Promise.resolve();

/**
 * The 32-byte key that a password gives. Takes seconds and half a GiB, so it runs in a worker thread, one at a time; the memory goes
 * back with the thread. Equal passwords give equal keys, whatever the wallet.
 */
export function derivePasswordKey(password: string): Promise<Uint8Array> {
  const key = previous.then(() => runInWorker(password));
  previous = key.catch(() => undefined);
  return key;
}

function runInWorker(password: string): Promise<Uint8Array> {
  const module = createRequire(import.meta.url).resolve("hash-wasm");
  const worker = new Worker(workerSource, {
    eval: true,
    workerData: { module, options: { ...parameters, password } },
  });
  return new Promise<Uint8Array>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`The key derivation thread ended with code ${code}.`)));
  }).finally(() => worker.terminate());
}
