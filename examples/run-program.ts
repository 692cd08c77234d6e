import { execFile } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import ts from "typescript";

const run = promisify(execFile);
const root = fileURLToPath(new URL("..", import.meta.url));

/** The programs of a page, as JavaScript, in their order. */
export function programsOf(page: string): string[] {
  return [...page.matchAll(/^```(?:ts|js)\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => {
    const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext };
    return ts.transpileModule(code, { compilerOptions }).outputText;
  });
}

/**
 * Runs code as a program of its own, with an empty home folder.
 * @param folder - Whose dependencies it sees, from the top of the repository.
 */
export async function runProgram(
  folder: string,
  code: string,
  home: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const file = join(root, folder, `.readme-${process.pid}.mjs`);
  await writeFile(file, code);
  try {
    const { stdout } = await run(process.execPath, [file], { cwd: root, env: { ...process.env, HOME: home, ...env } });
    return stdout;
  } finally {
    await rm(file);
  }
}
