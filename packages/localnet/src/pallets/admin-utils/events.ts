import { defineEvents } from "../../frame/index.js";
import { bool, u16, u64f64, variant } from "../../scale/index.js";
import { pallet } from "./pallet.js";
import { precompileEnum } from "./types.js";

export const events = defineEvents(pallet, {
  PrecompileUpdated: variant(0, { precompile_id: precompileEnum, enabled: bool }),
  Yuma3EnableToggled: variant(1, { netuid: u16, enabled: bool }),
  BondsResetToggled: variant(2, { netuid: u16, enabled: bool }),
  BurnHalfLifeSet: variant(3, { netuid: u16, burn_half_life: u16 }),
  BurnIncreaseMultSet: variant(4, { netuid: u16, burn_increase_mult: u64f64 }),
  SubnetEmissionEnabledSet: variant(5, { netuid: u16, enabled: bool }),
});
