// Serving models beside bare loops, many callers beside one, and what it leaves to the event loop. ROUNDS=3 for a quick look.
import { cpus } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { benchGraphs } from "./graphs.mjs";
import { ROUNDS } from "./measure.mjs";
import { benchText, benchTranslation } from "./text.mjs";

const CANCELLED = 10_000;
const models = fileURLToPath(new URL("../../../models", import.meta.url));

console.log(`${cpus()[0].model}, ${cpus().length} cores, Node ${process.version}; ${ROUNDS} rounds`);
await benchText(join(models, "tao-text"), CANCELLED);
await benchTranslation(join(models, "tao-translate"));
await benchGraphs(models, CANCELLED);
