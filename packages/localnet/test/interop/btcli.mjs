import { join } from "node:path";
import { runProgram } from "./environments.mjs";

/** The JSON in what a program printed; some versions print it wrapped, others behind warnings. */
function parseJson(text) {
  const start = text.search(/[[{]/);
  if (start < 0) return undefined;
  try {
    return JSON.parse(text.slice(start).replaceAll(/\n\s*/g, " "));
  } catch {
    return undefined;
  }
}

/**
 * A command line of some version.
 * @returns a function from its arguments to the JSON it prints; throws its whole output if it fails or prints none.
 */
export function createBtcli({ bin, home, prefix = [], suffix = [] }) {
  const env = { ...process.env, HOME: home, COLUMNS: "4000", NO_COLOR: "1", TERM: "dumb" };
  return async (...args) => {
    const { code, stdout, stderr } = await runProgram(join(bin, "btcli"), [...prefix, ...args, ...suffix], { env });
    const output = `${stdout}\n${stderr}`.trim();
    if (code !== 0) throw new Error(`exit ${code}: ${output}`);
    return { json: parseJson(stdout), output };
  };
}
