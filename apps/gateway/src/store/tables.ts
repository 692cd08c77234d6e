import { type Generated, type Kysely, sql } from "kysely";

/** Times are milliseconds since 1970. */
export interface ApiKeysTable {
  /** The public part of the key; it may be logged. */
  id: string;
  name: string;
  /** SHA-256 of the secret part. The secret itself is stored nowhere. */
  secret_hash: Uint8Array;
  created_at: number;
  revoked_at: number | null;
}

/** One row for each request that reached a validator or tried to. */
export interface UsageTable {
  id: Generated<number>;
  request_id: string;
  key_id: string;
  model: string;
  created_at: number;
  prompt_tokens: number;
  completion_tokens: number;
  first_token_ms: number | null;
  total_ms: number;
  validator_hotkey: string | null;
  winner_hotkey: string | null;
  /** `stop`, `length`, or the reason of the error. */
  outcome: string;
}

export interface Tables {
  api_keys: ApiKeysTable;
  usage: UsageTable;
}

/** Steps in order; the database's `user_version` counts those it has seen. Never edit one that was released: add another. */
const steps: readonly (readonly string[])[] = [
  [
    `create table api_keys (
      id text primary key, name text not null, secret_hash blob not null, created_at integer not null, revoked_at integer
    ) strict`,
    `create table usage (
      id integer primary key, request_id text not null unique, key_id text not null references api_keys (id), model text not null,
      created_at integer not null, prompt_tokens integer not null, completion_tokens integer not null, first_token_ms real,
      total_ms real not null, validator_hotkey text, winner_hotkey text, outcome text not null
    ) strict`,
    "create index usage_by_key on usage (key_id, created_at)",
  ],
];

/** Brings an empty or older database to the newest shape, each step in a transaction of its own. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(db);
  const done = rows[0]?.user_version ?? 0;
  for (const [index, statements] of steps.entries()) {
    if (index < done) continue;
    await db.transaction().execute(async (transaction) => {
      for (const statement of statements) await sql.raw(statement).execute(transaction);
      await sql.raw(`pragma user_version = ${index + 1}`).execute(transaction);
    });
  }
}
