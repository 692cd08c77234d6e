import { readFile, writeFile } from "node:fs/promises";
import { gatewayOptions } from "@taostack/gateway";
import { minerOptions } from "@taostack/miner";
import { flagName } from "@taostack/primitives";
import { validatorOptions } from "@taostack/validator";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { createWholeProgram } from "../src/program.js";
import { commandsText } from "./support/commands-text.js";
import { optionsTable } from "./support/options-table.js";

const roles = { miner: minerOptions, validator: validatorOptions, gateway: gatewayOptions };
const pageOf = (role: string) => new URL(`../../../docs/${role}.md`, import.meta.url);
const commandsPage = new URL("../../../docs/tao.md", import.meta.url);
const readme = new URL("../README.md", import.meta.url);

/** The program with all commands and options, for what the pages say of them. */
const { stdin, stdout, stderr } = process;
const program = await createWholeProgram({ env: {}, cwd: ".", stdin, stdout, stderr });
const flagsOf = (command: Command): string[] =>
  [command, ...command.commands].flatMap(({ options, commands }) => [
    ...options.map(({ long }) => long ?? ""),
    ...commands.flatMap(flagsOf),
  ]);

describe.each(Object.entries(roles))("the page of the %s", (role, options) => {
  /** `UPDATE_DOCS=1` writes the table anew. */
  it("has the options that the program has", async () => {
    const page = await readFile(pageOf(role), "utf8");
    const marked = new RegExp(`(?<=<!-- options:${role} -->\\n).*?(?=<!-- /options -->)`, "s");
    const generated = `\n${optionsTable(options)}\n\n`;
    if (process.env.UPDATE_DOCS)
      await writeFile(
        pageOf(role),
        page.replace(marked, () => generated),
      );
    else expect(marked.exec(page)?.[0]).toBe(generated);
  });

  it("names no flag that there is not", async () => {
    const page = await readFile(pageOf(role), "utf8");
    const known = new Set([
      ...Object.values(roles).flatMap((table) => Object.keys(table).map((key) => `--${flagName(key)}`)),
      ...flagsOf(program),
    ]);
    const named = [...page.matchAll(/(?<![-\w<])--[a-z][a-z-]+/g)].map(([flag]) => flag);
    expect(named.filter((flag) => !known.has(flag))).toEqual([]);
  });
});

describe("the README of tao", () => {
  it("has every command and group, and none that there is not", async () => {
    const named = [...(await readFile(readme, "utf8")).matchAll(/^\| `tao ([a-z]+)(?: [A-Z[].*?)?` /gm)].map(
      ([, name]) => name,
    );
    expect(named.sort()).toEqual(program.commands.map((command) => command.name()).sort());
  });
});

describe("the page of commands", () => {
  /** `UPDATE_DOCS=1` writes it anew. */
  it("has every command of every group with its arguments", async () => {
    const page = await readFile(commandsPage, "utf8");
    const marked = /(?<=<!-- commands -->\n).*?(?=<!-- \/commands -->)/s;
    const generated = `\n${commandsText(program)}\n\n`;
    if (process.env.UPDATE_DOCS)
      await writeFile(
        commandsPage,
        page.replace(marked, () => generated),
      );
    else expect(marked.exec(page)?.[0]).toBe(generated);
  });
});
