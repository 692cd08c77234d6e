import type { Command } from "commander";
import { bashScript } from "../completion/bash.js";
import { fishScript } from "../completion/fish.js";
import { placesOf } from "../completion/places.js";
import { zshScript } from "../completion/zsh.js";
import type { Context } from "../context.js";

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };

/** Prints a script that needs no further call of this program. */
export const completion =
  (program: Command) =>
  async (context: Context, [shell = ""]: readonly string[]): Promise<void> => {
    // The parser lets only these through.
    context.surroundings.stdout.write(scripts[shell as keyof typeof scripts](placesOf(program)));
  };
