import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

interface Chunk {
  readonly code: string;
  readonly imports: readonly string[];
}

/** The part of Vite that is used here. Vite comes with Vitest, so the package need not depend on it. */
interface Bundler {
  build(config: object): Promise<readonly { readonly output: readonly Chunk[] }[]>;
}

const folder = dirname(fileURLToPath(import.meta.url));
const source = join(folder, "../../src/browser.ts");
/** No file: its content is made below. */
const entry = join(folder, "entry.js");

async function loadBundler(): Promise<Bundler> {
  const vitest = createRequire(import.meta.url).resolve("vitest/package.json");
  return import(pathToFileURL(createRequire(vitest).resolve("vite")).href) as Promise<Bundler>;
}

/**
 * Bundles names of the public face for the browser: one script that sets the global `wallet`. Nothing stands in for
 * Node's modules: importing one fails.
 */
export async function bundleForBrowser(names: readonly string[] | "*"): Promise<string> {
  const { build } = await loadBundler();
  const exported = names === "*" ? "*" : `{ ${names.join(", ")} }`;
  const [result] = await build({
    configFile: false,
    logLevel: "error",
    plugins: [
      {
        name: "browser-entry",
        enforce: "pre",
        resolveId(id: string) {
          if (id.startsWith("node:")) throw new Error(`${id} does not exist in a browser`);
          return id === entry ? id : undefined;
        },
        load: (id: string) => (id === entry ? `export ${exported} from ${JSON.stringify(source)}` : undefined),
      },
    ],
    build: {
      write: false,
      target: "es2022",
      lib: { entry, formats: ["iife"], name: "wallet" },
    },
  });
  const [chunk, ...others] = result!.output;
  if (others.length > 0 || chunk!.imports.length > 0) throw new Error("The bundle is not one script.");
  return chunk!.code;
}
