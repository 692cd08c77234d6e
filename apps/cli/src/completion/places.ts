import type { Command, Option } from "commander";

/** What can be typed after some words of a command line. */
export interface Place {
  /** `tao stake`. */
  readonly path: string;
  readonly aliases: readonly string[];
  /** Commands below, without their aliases. */
  readonly commands: readonly Described[];
  readonly options: readonly PlaceOption[];
}

export interface Described {
  readonly name: string;
  readonly summary: string;
}

export interface PlaceOption extends Described {
  /** `-n`. */
  readonly short?: string;
  readonly takes: Takes;
}

/** What comes after an option: nothing, a wallet, a hotkey, a folder, one of some words, or what no script can know. */
export type Takes =
  | { readonly kind: "nothing" | "wallet" | "hotkey" | "folder" | "unknown" }
  | { readonly kind: "words"; readonly words: readonly string[] };

/** Every place of the program, from the top down; the options of the top hold everywhere. */
export const placesOf = (command: Command, path = command.name()): Place[] => [
  {
    path,
    aliases: command.aliases(),
    commands: command.commands.map((child) => ({ name: child.name(), summary: summaryOf(child) })),
    options: command.options.filter(({ hidden }) => !hidden).map(optionOf),
  },
  ...command.commands.flatMap((child) => placesOf(child, `${path} ${child.name()}`)),
];

const summaryOf = (command: Command): string => plain(command.summary() || command.description());

/** Without what a shell would read as more than text. */
const plain = (text: string): string => text.replaceAll("'", "’").replace(/[`"\\$:[\]]/g, "");

function optionOf(option: Option): PlaceOption {
  const { long, short, description } = option;
  return {
    name: long ?? short ?? "",
    ...(long && short ? { short } : {}),
    summary: plain(description),
    takes: takesOf(option),
  };
}

const byName: Readonly<Record<string, Takes>> = {
  "--network": { kind: "words", words: ["finney", "test", "archive", "local"] },
  "--wallet": { kind: "wallet" },
  "--hotkey": { kind: "hotkey" },
  "--wallet-path": { kind: "folder" },
  "--state": { kind: "folder" },
};

function takesOf({ long, required, argChoices }: Option): Takes {
  if (!required) return { kind: "nothing" };
  if (argChoices !== undefined) return { kind: "words", words: argChoices };
  return byName[long ?? ""] ?? { kind: "unknown" };
}
