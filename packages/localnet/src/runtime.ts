import { createRuntime, type Runtime } from "./engine/runtime.js";
import { adminUtils } from "./pallets/admin-utils/index.js";
import { createAura } from "./pallets/aura/index.js";
import { balances } from "./pallets/balances/index.js";
import { commitments } from "./pallets/commitments/index.js";
import { createCrowdloan } from "./pallets/crowdloan/index.js";
import { drand } from "./pallets/drand/index.js";
import { createMevShield } from "./pallets/mev-shield/index.js";
import { createMultisig } from "./pallets/multisig/index.js";
import { createProxy } from "./pallets/proxy/index.js";
import { subtensor } from "./pallets/subtensor/index.js";
import { createSudo } from "./pallets/sudo/index.js";
import { swap } from "./pallets/swap/index.js";
import { createSystem } from "./pallets/system/index.js";
import { createTimestamp } from "./pallets/timestamp/index.js";
import { transactionPayment } from "./pallets/transaction-payment/index.js";
import { createUtility } from "./pallets/utility/index.js";
import { betaBasketApi } from "./runtime-apis/beta-basket.js";
import { createCoreApis } from "./runtime-apis/core.js";
import { createProxyFilterApi } from "./runtime-apis/proxy-filters.js";
import { subtensorApis } from "./runtime-apis/subtensor/index.js";
import { createTransactionApis } from "./runtime-apis/transactions.js";
import { createValidationApis } from "./runtime-apis/validation.js";

/** The version of the chain's runtime that this one stands for. */
const version = {
  spec_name: "node-subtensor",
  impl_name: "node-subtensor",
  authoring_version: 1,
  spec_version: 425,
  impl_version: 1,
  transaction_version: 1,
  system_version: 1,
} as const;

/** The Subtensor runtime: which pallets and which APIs. */
export function createSubtensorRuntime({ slotDurationMs }: { readonly slotDurationMs: number }): Runtime {
  return createRuntime({
    version,
    slotDurationMs,
    pallets: ({ call, event }, fullVersion) => [
      createSystem(event, fullVersion),
      createTimestamp(slotDurationMs),
      createAura(slotDurationMs),
      balances,
      transactionPayment,
      subtensor,
      createUtility(call),
      createSudo(call),
      createMultisig(call),
      createProxy(call),
      commitments,
      adminUtils,
      drand,
      createCrowdloan(call),
      swap,
      createMevShield(),
    ],
    apis: (types, runtime) => [
      ...createCoreApis(runtime),
      ...createValidationApis(types, runtime),
      ...createTransactionApis(types, runtime),
      ...subtensorApis,
      betaBasketApi,
      createProxyFilterApi(runtime),
    ],
  });
}
