import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Kysely } from "kysely";
import type { Tables } from "./tables.js";

export interface ApiKey {
  readonly id: string;
  readonly name: string;
}

export interface KeyStore {
  /** `key` is shown this once: only its hash is kept. */
  create(name: string): Promise<{ id: string; key: string }>;
  /** The key that `text` is, or undefined: malformed, unknown, wrong or revoked, without saying which. */
  verify(text: string): Promise<ApiKey | undefined>;
  /** False if there is no such key in use. */
  revoke(id: string): Promise<boolean>;
  /** Revokes every key of this name; how many. */
  revokeNamed(name: string): Promise<number>;
}

const ID_BYTES = 6;
const SECRET_BYTES = 32;
const keyPattern = /^sk-tao-([0-9a-f]{12})-([A-Za-z0-9_-]{43})$/;
const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();
/** Compared against when there is no such key, so that an unknown id takes as long as a wrong secret. */
const noHash = Buffer.alloc(32);

/**
 * Keys look like `sk-tao-<id>-<secret>`: 48 bits that find the row, 256 random bits that prove it. A plain SHA-256 is enough for
 * a secret with that much entropy; it is compared in constant time.
 */
export function createKeyStore(db: Kysely<Tables>): KeyStore {
  const revokeWhere = async (column: "id" | "name", value: string): Promise<number> => {
    const query = db.updateTable("api_keys").set({ revoked_at: Date.now() });
    const { numUpdatedRows } = await query.where(column, "=", value).where("revoked_at", "is", null).executeTakeFirst();
    return Number(numUpdatedRows);
  };
  return {
    async create(name) {
      const id = randomBytes(ID_BYTES).toString("hex");
      const secret = randomBytes(SECRET_BYTES).toString("base64url");
      const row = { id, name, secret_hash: sha256(secret), created_at: Date.now(), revoked_at: null };
      await db.insertInto("api_keys").values(row).execute();
      return { id, key: `sk-tao-${id}-${secret}` };
    },
    async verify(text) {
      const [, id, secret] = keyPattern.exec(text) ?? [];
      if (id === undefined || secret === undefined) return undefined;
      const row = await db
        .selectFrom("api_keys")
        .select(["id", "name", "secret_hash", "revoked_at"])
        .where("id", "=", id)
        .executeTakeFirst();
      const matches = timingSafeEqual(sha256(secret), row ? Buffer.from(row.secret_hash) : noHash);
      return row && matches && row.revoked_at === null ? { id: row.id, name: row.name } : undefined;
    },
    revoke: async (id) => (await revokeWhere("id", id)) > 0,
    revokeNamed: (name) => revokeWhere("name", name),
  };
}
