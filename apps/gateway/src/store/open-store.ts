import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { type Client, createClient } from "@libsql/client";
import type { Running } from "@taostack/primitives";
import { Kysely } from "kysely";
import { gatewayError } from "../errors.js";
import { createKeyStore, type KeyStore } from "./key-store.js";
import { createLibsqlDialect } from "./libsql-dialect.js";
import { migrate, type Tables } from "./tables.js";
import { createUsageStore, type UsageStore } from "./usage-store.js";

export interface Store extends Running {
  readonly keys: KeyStore;
  readonly usage: UsageStore;
}

/**
 * Opens the gateway's SQLite file, creating it and its folder if need be; `:memory:` keeps everything in memory.
 * @throws `gateway/database_unusable`.
 */
export async function openStore(path: string): Promise<Store> {
  const client = await connect(path);
  const db = new Kysely<Tables>({ dialect: createLibsqlDialect(client) });
  try {
    await migrate(db);
  } catch (cause) {
    client.close();
    throw unusable(path, cause);
  }
  const stop = async () => {
    await db.destroy();
    client.close();
  };
  let stopped: Promise<void> | undefined;
  return {
    keys: createKeyStore(db),
    usage: createUsageStore(db),
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

async function connect(path: string): Promise<Client> {
  try {
    if (path === ":memory:") return createClient({ url: path });
    await mkdir(dirname(path), { recursive: true });
    const client = createClient({ url: pathToFileURL(path).href, timeout: 5_000 });
    await client.execute("PRAGMA journal_mode = WAL");
    return client;
  } catch (cause) {
    throw unusable(path, cause);
  }
}

const unusable = (path: string, cause: unknown) =>
  gatewayError({ code: "gateway/database_unusable", path }, `The gateway's database ${path} cannot be opened.`, {
    remedy: "Check that the folder can be written to, that the disk is not full, and that the file is a database.",
    cause,
  });
