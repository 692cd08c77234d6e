import { type Insertable, type Kysely, type Selectable, sql } from "kysely";
import type { Tables, UsageTable } from "./tables.js";

export type UsageRow = Omit<Insertable<UsageTable>, "id">;

export interface UsageSummary {
  readonly requests: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

export interface UsageStore {
  record(row: UsageRow): Promise<void>;
  /** Totals of one key since a time in milliseconds. */
  summary(keyId: string, sinceMs?: number): Promise<UsageSummary>;
  /** Newest first. */
  list(keyId: string, limit?: number): Promise<Selectable<UsageTable>[]>;
}

const MAX_ROWS = 1_000;

export function createUsageStore(db: Kysely<Tables>): UsageStore {
  return {
    async record(row) {
      await db.insertInto("usage").values(row).execute();
    },
    async summary(keyId, sinceMs = 0) {
      const { fn } = db;
      const totals = await db
        .selectFrom("usage")
        .select([
          fn.countAll<number>().as("requests"),
          fn.coalesce(fn.sum<number>("prompt_tokens"), sql.lit(0)).as("promptTokens"),
          fn.coalesce(fn.sum<number>("completion_tokens"), sql.lit(0)).as("completionTokens"),
        ])
        .where("key_id", "=", keyId)
        .where("created_at", ">=", sinceMs)
        .executeTakeFirstOrThrow();
      return { ...totals };
    },
    list: (keyId, limit = 100) =>
      db
        .selectFrom("usage")
        .selectAll()
        .where("key_id", "=", keyId)
        .orderBy("id", "desc")
        .limit(Math.min(limit, MAX_ROWS))
        .execute(),
  };
}
