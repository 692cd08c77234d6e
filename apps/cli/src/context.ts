import type { Readable, Writable } from "node:stream";
import { formatTao } from "@taostack/primitives";
import { networkFolder, readUpFile, type UpFile } from "./network/up-file.js";
import { type FileSettings, readSettings, settingsPath } from "./settings/file.js";
import { type SettingName, settings } from "./settings/table.js";
import { formatAmount } from "./view/amounts.js";
import { type Column, table } from "./view/format.js";

/** Where a command reads and writes; a test gives its own. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** The options that every command has. */
export interface GlobalOptions {
  readonly network?: string;
  readonly walletPath?: string;
  readonly wallet?: string;
  readonly hotkey?: string;
  readonly json?: boolean;
  readonly exact?: boolean;
  readonly yes?: boolean;
  readonly verbose?: boolean;
}

export interface GivenSetting {
  readonly value: string;
  /** `flag`, `file`, or the name of the variable. */
  readonly from: string;
}

/** What a command works with: its surroundings, the common options, and the network that runs in this folder, if one does. */
export class Context {
  readonly surroundings: Surroundings;
  readonly options: GlobalOptions;
  #fileSettings: FileSettings | undefined;

  constructor(surroundings: Surroundings, options: GlobalOptions) {
    this.surroundings = surroundings;
    this.options = options;
  }

  /** The network that `tao up` runs in this folder. */
  upFile(): Promise<UpFile | undefined> {
    return readUpFile(networkFolder(this.surroundings.cwd));
  }

  /**
   * A setting and who gave it: a flag, else the environment, else the file, else nobody. @throws `cli/bad_config`.
   */
  setting(name: SettingName): GivenSetting | undefined {
    const flag = (this.options as Readonly<Record<string, unknown>>)[name];
    if (typeof flag === "string") return { value: flag, from: "flag" };
    const variable = settings[name].env.find((each) => this.surroundings.env[each]);
    const value = variable === undefined ? undefined : this.surroundings.env[variable];
    if (variable !== undefined && value !== undefined) return { value, from: variable };
    const inFile = this.#file()[name];
    return inFile === undefined ? undefined : { value: inFile, from: "file" };
  }

  /** Read once, and only if something is asked of it. */
  #file(): FileSettings {
    this.#fileSettings ??= readSettings(settingsPath(this.surroundings.env));
    return this.#fileSettings;
  }

  /** By flag or environment, else the network that runs in this folder, else by the file, else the public chain. */
  async network(): Promise<string> {
    const given = this.setting("network");
    if (given !== undefined && given.from !== "file" && given.value !== "local") return given.value;
    const running = await this.upFile();
    return running?.chain.url ?? given?.value ?? settings.network.default;
  }

  /** The network that runs in this folder, if it is the one that is meant. */
  async localNetwork(): Promise<UpFile | undefined> {
    const running = await this.upFile();
    return running !== undefined && running.chain.url === (await this.network()) ? running : undefined;
  }

  /** The wallets of the network that runs in this folder if that is meant, unless told otherwise; `undefined` is the Python tools' folder. */
  async walletPath(): Promise<string | undefined> {
    const given = this.setting("walletPath");
    if (given !== undefined && given.from !== "file") return given.value;
    return (await this.localNetwork())?.wallets.path ?? given?.value;
  }

  get walletName(): string {
    return this.setting("wallet")?.value ?? settings.wallet.default;
  }

  get hotkeyName(): string {
    return this.setting("hotkey")?.value ?? settings.hotkey.default;
  }

  /** The same, with another wallet. */
  withWallet(wallet: string): Context {
    return new Context(this.surroundings, { ...this.options, wallet });
  }

  /** An amount for people: as many decimals as matter, or all nine with `--exact`. */
  amount(amount: bigint, symbol = "τ"): string {
    return formatAmount(amount, { symbol, exact: this.options.exact === true });
  }

  /** What is paid: every decimal that is not zero, since people confirm it. */
  payment(amount: bigint, symbol = "τ"): string {
    return formatTao(amount, { symbol });
  }

  /** Rows under heads; on a terminal, columns that may be left out are, where it is too narrow. */
  table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
    const { columns: width } = this.surroundings.stdout as Partial<NodeJS.WriteStream>;
    return table(columns, rows, width);
  }

  print(text: string): void {
    this.surroundings.stdout.write(`${text}\n`);
  }

  /** Says something beside the result, which stays clean for pipes. */
  note(text: string): void {
    this.surroundings.stderr.write(`${text}\n`);
  }

  /** The result: JSON with amounts as rao strings if asked for, else the lines for people. */
  result(value: unknown, lines: readonly string[]): void {
    this.print(this.options.json ? JSON.stringify(value, bigintAsString, 2) : lines.join("\n"));
  }
}

const bigintAsString = (_: string, value: unknown): unknown => (typeof value === "bigint" ? value.toString() : value);
