import { parseArgs } from "node:util";
import { describeError, isCodedError } from "./errors.js";
import { type Running, withDeadline } from "./lifetime.js";
import { flagName, type OptionSpec, type OptionTable, type Resolved, resolveOptions } from "./options.js";

/** A program that runs until it is told to stop: its options declared once, its start a library function. */
export interface ServiceDefinition<T extends OptionTable> {
  readonly name: string;
  readonly version: string;
  /** One sentence, shown by `--help`. */
  readonly summary: string;
  readonly options: T;
  start(config: Resolved<T>): Promise<Running>;
}

/** How long a service may drain after the first signal before it is ended. */
const STOP_TIMEOUT_MS = 5_000;

/**
 * The whole `main` of a service: reads flags and environment, starts it, and stops it on SIGINT or SIGTERM, or when the parent that
 * holds its IPC channel is gone. A second signal ends the process at once. Exit codes: 0 stopped, 1 failed, 2 wrong usage.
 */
export async function runService<T extends OptionTable>(
  service: ServiceDefinition<T>,
  argv: readonly string[] = process.argv.slice(2),
): Promise<void> {
  try {
    const flags = readFlags(service.options, argv);
    if (flags.help) return void process.stdout.write(`${helpText(service)}\n`);
    if (flags.version) return void process.stdout.write(`${service.version}\n`);
    const running = await service.start(resolveOptions(service.options, { flags: flags.values, env: process.env }));
    stopOnSignal(running);
    // A parent that started this process with an IPC channel learns that it is ready.
    process.send?.("ready");
  } catch (error) {
    process.stderr.write(`${describeError(error)}\n`);
    if (process.env.TAO_VERBOSE && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    process.exit(isCodedError(error) && error.code.startsWith("options/") ? 2 : 1);
  }
}

function readFlags(table: OptionTable, argv: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(table)
      .filter(([, spec]) => !spec.secret)
      .map(([key, spec]) => [flagName(key), { type: spec.kind === "boolean" ? "boolean" : "string" } as const]),
  );
  const help = { help: { type: "boolean", short: "h" }, version: { type: "boolean" } } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: { ...options, ...help },
    strict: false,
    allowNegative: true,
  });
  const { help: wantsHelp, version, ...rest } = values;
  const byKey = Object.entries(rest).map(([flag, value]) => [camelCase(flag), value]);
  return {
    help: wantsHelp === true,
    version: version === true,
    values: Object.fromEntries(byKey) as Record<string, unknown>,
  };
}

const camelCase = (flag: string): string => flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The `--help` page of a service, from its option table. */
export function helpText(service: Pick<ServiceDefinition<OptionTable>, "name" | "summary" | "options">): string {
  const rows = Object.entries(service.options).map(([key, spec]) => [
    spec.secret ? `  (${spec.env})` : `  --${flagName(key)}${spec.kind === "boolean" ? "" : ` <${spec.kind}>`}`,
    `${spec.help}${defaultNote(spec)}${spec.secret ? "" : ` (${spec.env})`}`,
  ]);
  const width = Math.max(...rows.map(([left = ""]) => left.length)) + 2;
  const lines = rows.map(([left = "", right]) => left.padEnd(width) + right);
  return `${service.name}: ${service.summary}\n\nOptions, each also by the environment variable in brackets:\n${lines.join("\n")}`;
}

function defaultNote(spec: OptionSpec): string {
  if (spec.default === undefined) return spec.optional ? "" : "; required";
  const text = Array.isArray(spec.default) ? spec.default.join(",") : String(spec.default);
  return text === "" ? "" : `; ${text} by default`;
}

function stopOnSignal(running: Running): void {
  let stopping = false;
  const onSignal = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    try {
      await withDeadline(running.stop(), STOP_TIMEOUT_MS, "stopping");
      process.exit(0);
    } catch (error) {
      process.stderr.write(`${describeError(error)}\n`);
      process.exit(1);
    }
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
  process.once("disconnect", onSignal);
}
