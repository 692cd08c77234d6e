import type { Context } from "../context.js";
import { type Finding, notesOf } from "../doctor/finding.js";
import { checkGateway } from "../doctor/local-network.js";
import { checkDisk, checkNode, checkPorts } from "../doctor/machine.js";
import { checkWallets } from "../doctor/wallets.js";
import { cliError } from "../errors.js";
import { decimalNumber } from "../numbers.js";
import { readSettings, settingsPath } from "../settings/file.js";
import { plainText } from "../view/format.js";

interface DoctorOptions {
  readonly wait?: string;
  /** `--no-model`. */
  readonly model?: boolean;
}

/** Looks at everything that the other commands rely on. @throws `cli/not_well` once all is told, if anything failed. */
export async function doctor(context: Context, _: readonly string[], options: DoctorOptions): Promise<void> {
  const waitMs = decimalNumber("--wait", options.wait ?? "40", 0, 600) * 1000;
  const findings = await examine(context, waitMs, options.model !== false);
  context.result(findings, findings.flatMap(lines));
  const failed = findings.filter(({ state }) => state === "fail");
  if (failed.length > 0) throw notWell(failed);
}

async function examine(context: Context, waitMs: number, withModel: boolean): Promise<Finding[]> {
  const settings = checkSettings(context);
  const machine = [checkNode(process.version), await checkDisk(context.surroundings.cwd), settings];
  // Without them nobody knows which chain and which wallets are meant.
  if (settings.state === "fail") return machine;
  const [ports, wallets, chain, gateway] = await Promise.all([
    checkPorts(context),
    checkWallets(context),
    import("../doctor/chain.js").then(({ checkChain }) => checkChain(context, waitMs)),
    checkGateway(context),
  ]);
  const model = withModel ? [await (await import("../doctor/model.js")).checkModel()] : [];
  return [...machine, ...ports, ...wallets, ...chain, ...gateway, ...model];
}

function checkSettings({ surroundings: { env } }: Context): Finding {
  const notes = notesOf("settings");
  const path = settingsPath(env);
  try {
    const count = Object.keys(readSettings(path)).length;
    return notes.ok(count === 0 ? "no file of settings; `tao config set` makes one" : `${count} settings in ${path}`);
  } catch (error) {
    const { message, remedy } = error as { readonly message: string; readonly remedy?: string };
    return notes.fail(message, remedy ?? `Mend ${path}.`);
  }
}

const CHECK_WIDTH = 10;

const lines = ({ state, check, message, remedy }: Finding): string[] => [
  `${state.padEnd(5)} ${check.padEnd(CHECK_WIDTH)} ${plainText(message)}`,
  ...(remedy === undefined ? [] : [`${" ".repeat(CHECK_WIDTH + 7)}${plainText(remedy)}`]),
];

const notWell = (failed: readonly Finding[]) =>
  cliError(
    { code: "cli/not_well", failed: failed.length },
    `${failed.length} of the checks failed: ${[...new Set(failed.map(({ check }) => check))].join(", ")}.`,
    "Each says above what to do.",
  );
