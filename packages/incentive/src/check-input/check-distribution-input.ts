import type { DistributionInput } from "../emission/distribute-emission.js";
import type { HotkeyStanding } from "../emission/distribution-types.js";
import { checkU64 } from "../errors.js";
import { checkU16, checkU64s } from "./check-values.js";

/** @throws `incentive/out_of_range`; `argument` is such as `standings(<hotkey>).delegateTake`. */
export function checkDistributionInput(input: DistributionInput): void {
  for (const name of ["server", "validator", "rootAlpha", "ownerCut"] as const) {
    checkU64(`pending.${name}`, input.pending[name]);
  }
  checkU64("taoWeight", input.taoWeight);
  checkU64("childkeyBurn", input.childkeyBurn);
  input.emissions.forEach(({ serverEmission, validatorEmission }, index) => {
    checkU64(`emissions[${index}].serverEmission`, serverEmission);
    checkU64(`emissions[${index}].validatorEmission`, validatorEmission);
  });
  for (const [hotkey, standing] of input.standings) checkStanding(standing, `standings(${hotkey})`);
}

function checkStanding(standing: HotkeyStanding, at: string): void {
  checkU64(`${at}.alphaStake`, standing.alphaStake);
  checkU64(`${at}.rootStake`, standing.rootStake);
  checkU16(`${at}.delegateTake`, standing.delegateTake);
  checkU16(`${at}.childkeyTake`, standing.childkeyTake);
  checkU64s(`${at}.childProportions`, standing.childProportions);
  checkU64s(
    `${at}.parents`,
    standing.parents.map(({ proportion }) => proportion),
  );
}
