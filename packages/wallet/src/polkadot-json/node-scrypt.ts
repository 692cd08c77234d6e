import { scrypt } from "node:crypto";
import { MAX_SCRYPT_BYTES, type Scrypt } from "./format.js";

/** Node's own, which works beside the event loop. */
export const nodeScrypt: Scrypt = (password, salt, { N, p, r }) =>
  new Promise((resolve, reject) => {
    scrypt(password, salt, 32, { N, p, r, maxmem: MAX_SCRYPT_BYTES * 2 }, (error, key) =>
      error ? reject(error) : resolve(new Uint8Array(key)),
    );
  });
