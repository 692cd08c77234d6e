import { enumeration, variant } from "../../scale/index.js";

export const precompileEnum = enumeration("pallet_admin_utils::pallet::PrecompileEnum", {
  BalanceTransfer: variant(0),
  Staking: variant(1),
  Subnet: variant(2),
  Metagraph: variant(3),
  Neuron: variant(4),
  UidLookup: variant(5),
  Alpha: variant(6),
  Crowdloan: variant(7),
  Proxy: variant(8),
  Leasing: variant(9),
  AddressMapping: variant(10),
  VotingPower: variant(11),
});
