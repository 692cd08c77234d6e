/** What a browser can do: keys, signatures, messages, exports of polkadot-js, extensions. Keyfiles need Node. */
export * from "./anywhere.js";
export { createKeypairFromPolkadotJson, exportPolkadotJson } from "./polkadot-json/browser-keypair.js";
