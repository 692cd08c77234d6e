import { createRequire } from "node:module";

export const { version: SOFTWARE_VERSION } = createRequire(import.meta.url)("../package.json") as { version: string };
