import type { Readers } from "./readers.js";

export const sudo: Readers<"sudo"> = {
  key: (chain) => chain.query("Sudo", "Key"),
};
