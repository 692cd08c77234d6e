import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { cliError } from "../errors.js";
import { isSettingName, type SettingName, settingNames, settings } from "./table.js";

type Environment = Readonly<Record<string, string | undefined>>;
/** What the file says; all of it has been checked. */
export type FileSettings = Readonly<Partial<Record<SettingName, string>>>;

/** `TAO_CONFIG`, else `taostack/config.json` in the user's folder for such files; `undefined` where there is no home. */
export function settingsPath({ TAO_CONFIG, XDG_CONFIG_HOME, HOME, USERPROFILE }: Environment): string | undefined {
  if (TAO_CONFIG) return TAO_CONFIG;
  const home = HOME || USERPROFILE;
  const folder = XDG_CONFIG_HOME || (home ? join(home, ".config") : undefined);
  return folder === undefined ? undefined : join(folder, "taostack", "config.json");
}

/** Nothing where there is no file. @throws `cli/bad_config`, naming the file and what is wrong in it. */
export function readSettings(path: string | undefined): FileSettings {
  const text = path === undefined ? undefined : textOf(path);
  if (path === undefined || text === undefined) return {};
  const content = parse(path, text);
  for (const [name, value] of Object.entries(content)) checkEntry(path, name, value);
  return content as FileSettings;
}

/** Replaces the file in one step; only its owner may read it. @throws `cli/bad_config`, `cli/no_config_folder`. */
export function writeSettings(path: string, content: FileSettings): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(`${path}.tmp`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${path}.tmp`, path);
  } catch (cause) {
    const remedy = "Make its folder writable, or name another file with TAO_CONFIG.";
    throw cliError({ code: "cli/bad_config", path }, `${path} cannot be written.`, remedy, cause);
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    if (["ENOENT", "ENOTDIR"].includes((cause as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw cliError({ code: "cli/bad_config", path }, `${path} cannot be read.`, "Make it readable for you.", cause);
  }
}

function parse(path: string, text: string): Readonly<Record<string, unknown>> {
  const remedy = "Mend or remove it; `tao config set` writes it anew.";
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content === "object" && content !== null && !Array.isArray(content))
      return content as Record<string, unknown>;
  } catch (cause) {
    throw cliError({ code: "cli/bad_config", path }, `${path} is not JSON.`, remedy, cause);
  }
  throw cliError({ code: "cli/bad_config", path }, `${path} does not hold an object.`, remedy);
}

function checkEntry(path: string, name: string, value: unknown): void {
  const problem = problemOf(name, value);
  if (problem === undefined) return;
  throw cliError({ code: "cli/bad_config", path, setting: name }, `${path}: ${problem.what}`, problem.remedy);
}

/** What is wrong with a setting, if anything is. */
export function problemOf(
  name: string,
  value: unknown,
): { readonly what: string; readonly remedy: string } | undefined {
  if (!isSettingName(name))
    return { what: `there is no setting "${name}".`, remedy: `The settings are ${settingNames.join(", ")}.` };
  const { isValid, takes } = settings[name];
  if (typeof value === "string" && isValid(value)) return undefined;
  return {
    what: `${name} is ${JSON.stringify(value)}${typeof value === "string" ? "" : ", which is no text"}.`,
    remedy: `It takes ${takes}.`,
  };
}
