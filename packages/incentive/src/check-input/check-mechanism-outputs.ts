import type { MergedEpoch } from "../epoch/merge-mechanisms.js";
import { checkLength } from "../errors.js";
import { checkInteger, checkU16s, checkU64s } from "./check-values.js";

/**
 * Checks what a merge reads of each mechanism's output: every column as long as the first mechanism's `active`.
 * @throws `incentive/length_mismatch`, `incentive/out_of_range`; `argument` is such as `outputs[1].consensus`.
 */
export function checkMechanismOutputs(outputs: readonly MergedEpoch[]): void {
  const n = outputs[0]?.active.length ?? 0;
  outputs.forEach((output, mechanism) => {
    const at = `outputs[${mechanism}]`;
    for (const name of ["active", "validatorPermit"] as const) {
      checkLength(`${at}.${name}`, output[name].length, n);
      output[name].forEach((flag, uid) => {
        checkInteger(`${at}.${name}`, flag, 0, 1, uid);
      });
    }
    for (const name of ["stakeWeight", "consensus", "dividends", "validatorTrust"] as const) {
      checkLength(`${at}.${name}`, output[name].length, n);
      checkU16s(`${at}.${name}`, output[name]);
    }
    for (const name of ["emission", "serverEmission", "validatorEmission"] as const) {
      checkLength(`${at}.${name}`, output[name].length, n);
      checkU64s(`${at}.${name}`, output[name]);
    }
  });
}
