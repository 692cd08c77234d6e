import type { Command } from "commander";
import { operationOf } from "./operation-commands/add-commands.js";

export interface Found {
  /** `tao stake move [amount]`. */
  readonly command: string;
  readonly summary: string;
  /** Of the registry: `staking.move`. */
  readonly operation?: string;
}

/** Words that people bring from elsewhere, and what they are called here. */
const otherWords: Readonly<Record<string, string>> = {
  unstake: "remove",
  undelegate: "remove",
  nominate: "stake",
  send: "transfer",
  pay: "transfer",
  funds: "balance",
  money: "balance",
  key: "wallet",
  mnemonic: "phrase",
  seed: "phrase",
  recycle: "register",
  hyperparams: "hyperparameters",
  childkey: "child",
};

/** The commands that have to do with all of the words, the nearest first. */
export function searchCommands(program: Command, words: readonly string[]): Found[] {
  const wanted = words.flatMap((word) => word.toLowerCase().split(/[\s._-]+/)).filter((word) => word !== "");
  return leavesOf(program, [])
    .map((leaf) => ({ leaf, score: scoreOf(leaf, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.leaf.path.length - b.leaf.path.length)
    .map(({ leaf }) => toFound(leaf));
}

interface Leaf {
  readonly command: Command;
  readonly path: readonly Command[];
}

const leavesOf = (command: Command, path: readonly Command[]): Leaf[] =>
  command.commands.length === 0
    ? [{ command, path }]
    : command.commands.flatMap((child) => leavesOf(child, [...path, child]));

function toFound({ command, path }: Leaf): Found {
  const words = command.registeredArguments.map((argument) =>
    argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
  );
  const operation = operationOf(command);
  return {
    command: ["tao", ...path.map((each) => each.name()), ...words].join(" "),
    summary: command.summary() || command.description(),
    ...(operation === undefined ? {} : { operation }),
  };
}

/** 0 unless every word is found; a name counts for more than a word in a sentence. */
function scoreOf(leaf: Leaf, words: readonly string[]): number {
  const scores = words.map((word) =>
    Math.max(scoreOfWord(leaf, word), scoreOfWord(leaf, otherWords[word] ?? word) / 2),
  );
  return scores.every((score) => score > 0) ? scores.reduce((sum, score) => sum + score, 0) : 0;
}

function scoreOfWord({ command, path }: Leaf, word: string): number {
  const names = path.flatMap((each) => [each.name(), ...each.aliases()]).flatMap((name) => name.split("-"));
  if (names.includes(word)) return 8;
  if (word.length > 2 && names.some((name) => name.startsWith(word))) return 5;
  const operation = (operationOf(command) ?? "").replace(/[A-Z]/g, (letter) => `.${letter.toLowerCase()}`).split(".");
  if (operation.includes(word)) return 4;
  const told = [...wordsIn(command.description()), ...wordsIn(command.summary())];
  if (told.includes(word)) return 3;
  if (word.length > 2 && told.some((each) => each.startsWith(word))) return 2;
  const options = command.options.flatMap(({ long, description }) => wordsIn(`${long} ${description}`));
  return options.includes(word) ? 1 : 0;
}

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
