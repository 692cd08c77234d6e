import type { DispatchErrorData } from "../../errors.js";
import { accounts } from "./accounts.js";
import { common } from "./common.js";
import type { Explanation } from "./explanation.js";
import { keys } from "./keys.js";
import { settings } from "./settings.js";
import { subnets } from "./subnets.js";

const explanations: Readonly<Record<string, Explanation>> = {
  ...accounts,
  ...keys,
  ...settings,
  ...subnets,
  ...common,
};

/** What an error of the chain means and what to do about it; what is not known here is explained by the chain's own words. */
export function explain({ name, docs }: Pick<DispatchErrorData, "name" | "docs">): Explanation {
  return explanations[name] ?? { why: docs === "" ? `the chain says ${name}.` : lowerFirst(docs) };
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
