import type { DestinationStream } from "pino";

/** Turns pino's JSON into `12:04:31 info  miner    weights set  netuid=1 block=1284`. Anything that is no JSON passes as it is. */
export function createLineStream(target: DestinationStream): DestinationStream {
  return { write: (json) => target.write(formatLine(json)) };
}

export function formatLine(json: string): string {
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(json) as Record<string, unknown>;
  } catch {
    return json;
  }
  const { level, time, name, msg, ...fields } = entry;
  const head = [String(time).slice(11, 19), String(level).padEnd(5), String(name).padEnd(9), String(msg ?? "")];
  const tail = Object.entries(fields).map(([key, value]) => `${key}=${fieldText(value)}`);
  return `${head.join(" ")}${tail.length > 0 ? `  ${tail.join(" ")}` : ""}\n`;
}

function fieldText(value: unknown): string {
  if (typeof value === "string" && /^[^\s"=]+$/.test(value)) return value;
  return JSON.stringify(value) ?? "";
}
