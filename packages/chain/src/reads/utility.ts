import type { Readers } from "./readers.js";

export const utility: Readers<"utility"> = {};
