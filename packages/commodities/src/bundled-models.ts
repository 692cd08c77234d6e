import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CodedError } from "@taostack/primitives";

export interface BundledModelErrorData {
  readonly code: "commodities/unknown_model";
  readonly name: string;
}

/** Published, the models lie in this package; in the repository, at its top. */
const places = ["../models/", "../../../models/"].map((place) => new URL(place, import.meta.url));

/** A language model has a config, any other a manifest. */
const isModelFolder = (path: string): boolean =>
  ["config.json", "manifest.json"].some((file) => existsSync(`${path}/${file}`));

/**
 * Folder of a model that comes with the stack: `tao-text`, `tao-text-mini`, `tao-translate`, `tao-translate-small`, `tao-translate-mini`,
 * `tao-forecast`, `tao-forecast-small`, `tao-forecast-mini`, `tao-vision`, `tao-vision-small`, `tao-vision-mini`.
 * @throws `commodities/unknown_model`.
 */
export function bundledModelPath(name: string): string {
  const found = /^[a-z0-9-]+$/.test(name)
    ? places.map((place) => fileURLToPath(new URL(name, place))).find((path) => isModelFolder(path))
    : undefined;
  if (found !== undefined) return found;
  throw new CodedError<BundledModelErrorData>(
    { code: "commodities/unknown_model", name },
    `No model named "${name.slice(0, 64)}" comes with this package.`,
    {
      remedy:
        "Take tao-text or tao-text-mini, for translation tao-translate, tao-translate-small or tao-translate-mini, for forecasts tao-forecast, tao-forecast-small or tao-forecast-mini, for vision tao-vision, tao-vision-small or tao-vision-mini, or give the path of a model's folder.",
    },
  );
}

/** A path stays as it is; a bare name is a bundled model's. */
export const modelPath = (nameOrFolder: string): string =>
  /[/\\.]/.test(nameOrFolder) ? nameOrFolder : bundledModelPath(nameOrFolder);
