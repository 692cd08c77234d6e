import type { Runtime } from "../engine/runtime.js";
import { defineRuntimeApi, method } from "../frame/index.js";
import { METADATA_VERSIONS, metadataOf } from "../metadata/metadata.js";
import { storage as aura, authorityId } from "../pallets/aura/index.js";
import { storage as system } from "../pallets/system/storage.js";
import { runtimeVersion } from "../pallets/system/types.js";
import { accountId, bytes, newtype, option, u32, u64, vec } from "../scale/index.js";

const opaqueMetadata = newtype("sp_core::OpaqueMetadata", bytes);
const slotDuration = newtype("sp_consensus_slots::SlotDuration", u64);

/** The APIs that clients use to learn what the chain is. */
export const createCoreApis = (runtime: () => Runtime) =>
  [
    defineRuntimeApi({
      name: "Core",
      version: 5,
      methods: { version: method({ params: {}, result: runtimeVersion, run: () => runtime().version }) },
    }),
    defineRuntimeApi({
      name: "Metadata",
      version: 2,
      methods: {
        metadata: method({ params: {}, result: opaqueMetadata, run: () => metadataOf(runtime(), 14) }),
        metadata_at_version: method({
          params: { version: u32 },
          result: option(opaqueMetadata),
          run(_, { version }) {
            const offered = METADATA_VERSIONS.find((known) => known === version);
            return offered && metadataOf(runtime(), offered);
          },
        }),
        metadata_versions: method({ params: {}, result: vec(u32), run: () => [...METADATA_VERSIONS] }),
      },
    }),
    defineRuntimeApi({
      name: "AuraApi",
      version: 1,
      methods: {
        slot_duration: method({ params: {}, result: slotDuration, run: () => BigInt(runtime().slotDurationMs) }),
        authorities: method({ params: {}, result: vec(authorityId), run: (ctx) => aura.Authorities.get(ctx) }),
      },
    }),
    defineRuntimeApi({
      name: "AccountNonceApi",
      version: 1,
      methods: {
        account_nonce: method({
          params: { account: accountId },
          result: u32,
          run: (ctx, { account }) => system.Account.get(ctx, account).nonce,
        }),
      },
    }),
  ] as const;
