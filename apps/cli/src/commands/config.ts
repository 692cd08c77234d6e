import type { Context } from "../context.js";
import { cliError, invalidArgument } from "../errors.js";
import { type FileSettings, problemOf, readSettings, settingsPath, writeSettings } from "../settings/file.js";
import { isSettingName, type SettingName, settingNames, settings } from "../settings/table.js";

interface Shown {
  readonly setting: SettingName;
  /** `null` where nobody gives one. */
  readonly value: string | null;
  /** `flag`, `file`, `default`, `this folder`, or the name of the variable. */
  readonly from: string;
  readonly help: string;
}

export async function listSettings(context: Context): Promise<void> {
  const shown = await Promise.all(settingNames.map((name) => show(context, name)));
  const columns = [{ head: "setting" }, { head: "value" }, { head: "from" }, { head: "", optional: true }];
  const rows = shown.map(({ setting, value, from, help }) => [setting, value ?? "–", from, help]);
  context.result(shown, context.table(columns, rows));
}

export async function getSetting(context: Context, [name = ""]: readonly string[]): Promise<void> {
  const shown = await show(context, settingNamed(name));
  context.result(shown, [shown.value ?? ""]);
}

export async function setSetting(context: Context, [given = "", value = ""]: readonly string[]): Promise<void> {
  const name = settingNamed(given);
  const problem = problemOf(name, value);
  if (problem !== undefined) throw invalidArgument(name, value, problem.remedy);
  change(context, (content) => ({ ...content, [name]: value }));
  context.result(await show(context, name), [`${name} is ${value}`]);
}

export async function unsetSetting(context: Context, [given = ""]: readonly string[]): Promise<void> {
  const name = settingNamed(given);
  change(context, ({ [name]: _, ...others }) => others);
  const shown = await show(context, name);
  context.result(shown, [`${name} is ${shown.value ?? "nothing"} now (${shown.from})`]);
}

export async function showPath(context: Context): Promise<void> {
  const path = pathOf(context);
  context.result({ path }, [path]);
}

/** @throws `cli/invalid_argument`. */
function settingNamed(name: string): SettingName {
  if (isSettingName(name)) return name;
  throw invalidArgument("setting", name, `The settings are ${settingNames.join(", ")}.`);
}

function change(context: Context, by: (content: FileSettings) => FileSettings): void {
  const path = pathOf(context);
  writeSettings(path, by(readSettings(path)));
}

function pathOf({ surroundings: { env } }: Context): string {
  const path = settingsPath(env);
  if (path !== undefined) return path;
  throw cliError(
    { code: "cli/no_config_folder" },
    "There is no home folder for the file of settings.",
    "Set HOME, or name a file with TAO_CONFIG.",
  );
}

/** What holds now, the network in this folder included. */
async function show(context: Context, setting: SettingName): Promise<Shown> {
  const { help, ...rest } = settings[setting];
  const standard = "default" in rest ? rest.default : null;
  const given = context.setting(setting);
  const here = await fromFolder(context, setting);
  if (here !== undefined && (given === undefined || given.from === "file"))
    return { setting, value: here, from: "this folder", help };
  return { setting, value: given?.value ?? standard, from: given?.from ?? "default", help };
}

async function fromFolder(context: Context, setting: SettingName): Promise<string | undefined> {
  const running = setting === "walletPath" ? await context.localNetwork() : await context.upFile();
  if (setting === "network") return running?.chain.url;
  if (setting === "gateway") return running?.gateway.url;
  return setting === "walletPath" ? running?.wallets.path : undefined;
}
