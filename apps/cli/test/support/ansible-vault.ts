import { createCipheriv, createHmac, pbkdf2Sync } from "node:crypto";

/** Ansible vault 1.1, as older Python tools encrypt coldkeys. Its key takes milliseconds; that of today's format takes seconds. */
export function encryptAnsible(plain: Uint8Array, password: string): Buffer {
  const salt = Buffer.alloc(32, 7);
  const keys = pbkdf2Sync(password, salt, 10_000, 80, "sha256");
  const cipher = createCipheriv("aes-256-ctr", keys.subarray(0, 32), keys.subarray(64, 80));
  const padding = 16 - (plain.length % 16);
  const ciphertext = cipher.update(Buffer.concat([plain, Buffer.alloc(padding, padding)]));
  const mac = createHmac("sha256", keys.subarray(32, 64)).update(ciphertext).digest();
  const lines = [salt, mac, ciphertext].map((part) => part.toString("hex")).join("\n");
  return Buffer.from(`$ANSIBLE_VAULT;1.1;AES256\n${Buffer.from(lines).toString("hex")}\n`);
}
