import { randomBytes } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { chainError } from "../errors.js";
import type { Metagraph } from "../operations/metagraph.js";

const FORMAT = "taostack metagraph 1";

const arrays = { BigUint64Array, Float64Array, Uint16Array, Uint8Array } as const;

interface StoredColumn {
  readonly array: keyof typeof arrays;
  /** Little-endian, base64. */
  readonly data: string;
}

/** Writes a metagraph to a file: whole or not at all. */
export async function saveMetagraph(path: string, metagraph: Metagraph): Promise<void> {
  const fields = Object.fromEntries(Object.entries(metagraph).map(([key, value]) => [key, toStored(value)]));
  const temporary = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    await writeFile(temporary, JSON.stringify({ format: FORMAT, fields }), { flag: "wx" });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** @throws `chain/damaged_file` for a file that `saveMetagraph` did not write. */
export async function loadMetagraph(path: string): Promise<Metagraph> {
  const text = await readFile(path, "utf8");
  try {
    const { format, fields } = JSON.parse(text) as { format?: string; fields: Record<string, unknown> };
    if (format !== FORMAT) throw new TypeError("another format");
    const entries = Object.entries(fields).map(([key, value]) => [key, fromStored(value)]);
    return Object.fromEntries(entries) as Metagraph;
  } catch (cause) {
    throw chainError({ code: "chain/damaged_file", path }, `${path} holds no metagraph.`, {
      remedy: "Read the metagraph again, and save it.",
      cause,
    });
  }
}

function toStored(value: unknown): unknown {
  if (typeof value === "bigint") return { amount: value.toString() };
  if (Array.isArray(value)) return value.map((item: unknown) => item ?? null);
  if (!ArrayBuffer.isView(value)) return value;
  const { buffer, byteOffset, byteLength } = value;
  const data = Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString("base64");
  return { array: value.constructor.name, data };
}

function fromStored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => item ?? undefined);
  if (typeof value !== "object" || value === null) return value;
  if ("amount" in value) return BigInt(value.amount as string);
  const { array, data } = value as StoredColumn;
  // A copy of its own: columns of wide numbers have to begin at a multiple of their width.
  return new arrays[array](Uint8Array.from(Buffer.from(data, "base64")).buffer);
}
