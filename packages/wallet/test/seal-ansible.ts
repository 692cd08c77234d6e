import { createCipheriv, createHmac, pbkdf2Sync } from "node:crypto";

/** An Ansible vault, which this package reads and does not write. */
export function sealAnsible(text: string, password: string): string {
  const salt = Buffer.alloc(32, 7);
  const keys = pbkdf2Sync(password, salt, 10_000, 80, "sha256");
  const padding = 16 - (Buffer.byteLength(text) % 16);
  const cipher = createCipheriv("aes-256-ctr", keys.subarray(0, 32), keys.subarray(64, 80));
  const sealed = cipher.update(Buffer.concat([Buffer.from(text), Buffer.alloc(padding, padding)]));
  const mac = createHmac("sha256", keys.subarray(32, 64)).update(sealed).digest();
  const body = Buffer.from([salt, mac, sealed].map((part) => part.toString("hex")).join("\n")).toString("hex");
  return `$ANSIBLE_VAULT;1.1;AES256\n${body.match(/.{1,80}/g)!.join("\n")}\n`;
}
