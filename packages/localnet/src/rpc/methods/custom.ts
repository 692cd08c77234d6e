import { describeError, toHex } from "@taostack/primitives";
import { rpcError } from "../../node/errors.js";
import { type AnyType, accountId } from "../../scale/index.js";
import type { RpcContext, RpcMethod, RpcMethods } from "../method.js";
import type { Params } from "../params.js";

/** How the result of the runtime API is given: its SCALE bytes as numbers, or the value itself. */
type ResultForm = "bytes" | "value";

const SUBNET = "SubnetInfoRuntimeApi";
const NEURON = "NeuronInfoRuntimeApi";
const DELEGATE = "DelegateInfoRuntimeApi";
const STAKE = "StakeInfoRuntimeApi";
const SWAP = "SwapRuntimeApi";

/** The methods that the chain's nodes had before clients called runtime APIs themselves. */
const table: Readonly<Record<string, readonly [api: string, form?: ResultForm]>> = {
  delegateInfo_getDelegates: [`${DELEGATE}_get_delegates`],
  delegateInfo_getDelegate: [`${DELEGATE}_get_delegate`],
  delegateInfo_getDelegated: [`${DELEGATE}_get_delegated`],
  neuronInfo_getNeuronsLite: [`${NEURON}_get_neurons_lite`],
  neuronInfo_getNeuronLite: [`${NEURON}_get_neuron_lite`],
  neuronInfo_getNeurons: [`${NEURON}_get_neurons`],
  neuronInfo_getNeuron: [`${NEURON}_get_neuron`],
  subnetInfo_getSubnetInfo: [`${SUBNET}_get_subnet_info`],
  subnetInfo_getSubnetsInfo: [`${SUBNET}_get_subnets_info`],
  subnetInfo_getSubnetInfo_v2: [`${SUBNET}_get_subnet_info_v2`],
  subnetInfo_getSubnetsInfo_v2: [`${SUBNET}_get_subnets_info_v2`],
  subnetInfo_getSubnetHyperparams: [`${SUBNET}_get_subnet_hyperparams`],
  subnetInfo_getSubnetHyperparamsV2: [`${SUBNET}_get_subnet_hyperparams_v2`],
  subnetInfo_getAllDynamicInfo: [`${SUBNET}_get_all_dynamic_info`],
  subnetInfo_getDynamicInfo: [`${SUBNET}_get_dynamic_info`],
  subnetInfo_getAllMetagraphs: [`${SUBNET}_get_all_metagraphs`],
  subnetInfo_getMetagraph: [`${SUBNET}_get_metagraph`],
  subnetInfo_getAllMechagraphs: [`${SUBNET}_get_all_mechagraphs`],
  subnetInfo_getMechagraph: [`${SUBNET}_get_mechagraph`],
  subnetInfo_getSubnetState: [`${SUBNET}_get_subnet_state`],
  subnetInfo_getLockCost: ["SubnetRegistrationRuntimeApi_get_network_registration_cost", "value"],
  subnetInfo_getSelectiveMetagraph: [`${SUBNET}_get_selective_metagraph`],
  subnetInfo_getColdkeyAutoStakeHotkey: [`${SUBNET}_get_coldkey_auto_stake_hotkey`],
  subnetInfo_getSelectiveMechagraph: [`${SUBNET}_get_selective_mechagraph`],
  subnetInfo_getSubnetToPrune: [`${SUBNET}_get_subnet_to_prune`, "value"],
  subnetInfo_getSubnetAccountId: [`${SUBNET}_get_subnet_account_id`],
  stakeInfo_getColdkeyLock: [`${STAKE}_get_coldkey_lock`],
  swap_currentAlphaPrice: [`${SWAP}_current_alpha_price`, "value"],
  swap_currentAlphaPriceAll: [`${SWAP}_current_alpha_price_all`, "value"],
  swap_simSwapTaoForAlpha: [`${SWAP}_sim_swap_tao_for_alpha`],
  swap_simSwapAlphaForTao: [`${SWAP}_sim_swap_alpha_for_tao`],
};

/** Accounts come as ss58 or as 32 numbers, everything else as numbers or lists of them. */
function toArgument(type: AnyType, params: Params, index: number): unknown {
  const given = params.at(index);
  if (type === accountId) return Array.isArray(given) ? toHex(Uint8Array.from(given)) : params.account(index);
  if (Array.isArray(given)) return given.map(Number);
  const { shape } = type.definition;
  const wide = shape.kind === "primitive" && /^[iu](64|128)$/.test(shape.name);
  return wide ? BigInt(params.number(index)) : params.number(index);
}

function encodeArgument(type: AnyType, params: Params, index: number): Uint8Array {
  const argument = toArgument(type, params, index);
  try {
    return type.encode(argument);
  } catch (error) {
    throw rpcError(-32602, `Invalid params: parameter ${index}: ${describeError(error)}`);
  }
}

/** JSON has no integers beyond 2^53; the chain's nodes give plain numbers all the same. */
const toPlain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null, (_, inner) => (typeof inner === "bigint" ? Number(inner) : inner)));

function callApi({ node }: RpcContext, params: Params, api: string, form: ResultForm): unknown {
  const method = node.runtime.apiMethod(api);
  if (!method) throw rpcError(1, `Exported method ${api} is not found`);
  const types = Object.values(method.params);
  const args = types.map((type, index) => encodeArgument(type, params, index));
  const result = node.call(api, Buffer.concat(args), params.optionalHash(types.length));
  return form === "bytes" ? [...result] : toPlain(method.result.decode(result));
}

export const customMethods: RpcMethods = Object.fromEntries(
  Object.entries(table).map(([name, [api, form = "bytes"]]): [string, RpcMethod] => [
    name,
    (context, params) => callApi(context, params, api, form),
  ]),
);

/** Whether the runtime has what the method asks for. */
export const customMethodWorks = ({ node }: RpcContext, name: string): boolean =>
  node.runtime.apiMethod(table[name]?.[0] ?? "") !== undefined;
