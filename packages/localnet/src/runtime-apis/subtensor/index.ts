import { defineRuntimeApi, method } from "../../frame/index.js";
import { networkLockCost } from "../../pallets/subtensor/networks/lock-cost.js";
import { u64 } from "../../scale/index.js";
import { delegateInfoApi } from "./delegate-info-api.js";
import { neuronInfoApi } from "./neuron-info-api.js";
import { stakeInfoApi } from "./stake-info-api.js";
import { subnetInfoApi } from "./subnet-info-api.js";
import { swapApi } from "./swap-api.js";

const subnetRegistrationApi = defineRuntimeApi({
  name: "SubnetRegistrationRuntimeApi",
  version: 1,
  methods: {
    get_network_registration_cost: method({
      params: {},
      result: u64,
      docs: "What creating a subnet costs now, in rao.",
      run: networkLockCost,
    }),
  },
});

/** What clients ask about subnets, neurons and stake in one call each. */
export const subtensorApis = [
  delegateInfoApi,
  neuronInfoApi,
  subnetInfoApi,
  stakeInfoApi,
  subnetRegistrationApi,
  swapApi,
] as const;
