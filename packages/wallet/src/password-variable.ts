import { resolve } from "node:path";

/** The environment variable in which the Python tools look for a keyfile's password: `BT_PW_` and the path. */
export const passwordVariable = (keyfilePath: string): string =>
  `BT_PW_${resolve(keyfilePath)
    .replace(/[/\\.]/g, "_")
    .toUpperCase()}`;

/** What such a variable holds: base64 of the password XOR the variable's name. It hides, it does not protect. */
export const encodePasswordVariable = (password: string, variable: string): string =>
  Buffer.from(mask(Buffer.from(password, "utf8"), variable)).toString("base64");

/** Values without base64 are read as well: btwallet before 3.0.4 stored the masked letters as they are. */
export function decodePasswordVariable(value: string, variable: string): string {
  const isBase64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value);
  return Buffer.from(mask(Buffer.from(value, isBase64 ? "base64" : "utf8"), variable)).toString("utf8");
}

function mask(bytes: Uint8Array, variable: string): Uint8Array {
  const name = Buffer.from(variable, "utf8");
  return bytes.map((byte, index) => byte ^ name[index % name.length]!);
}
