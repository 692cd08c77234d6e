import { createServer } from "node:net";
import { CodedError } from "@taostack/primitives";

/** How many ports after the wished one are tried. */
const TRIES = 50;

/** The wished port, or the first free one after it. @throws `up/no_free_port`. */
export async function freePortFrom(wished: number, host: string): Promise<number> {
  for (let port = wished; port < Math.min(wished + TRIES, 65_536); port++) {
    if (await isFree(port, host)) return port;
  }
  throw new CodedError(
    { code: "up/no_free_port" as const, wished },
    `Ports ${wished} to ${wished + TRIES - 1} on ${host} are all in use.`,
    {
      remedy: "Stop what uses them, or choose other ports.",
    },
  );
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
