import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
const inMb = (bytes) => Math.round(bytes / 2 ** 20);

/** What the process holds once everything that is not needed any more is collected, in MB. */
export function memoryMb() {
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: inMb(heapUsed + external), rss: inMb(rss) };
}
