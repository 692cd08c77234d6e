import { fileURLToPath } from "node:url";

/** The folder of the built pages, for a server to hand out: `index.html` and `assets/`. */
export const explorerPath: string = fileURLToPath(new URL("./pages", import.meta.url));
