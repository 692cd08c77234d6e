import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/test/**/*.test.ts", "apps/*/test/**/*.test.ts", "examples/**/*.test.ts"],
    // Chains, gRPC servers and models run in each worker; two cores hold two of them without starving timers.
    maxWorkers: 2,
    // The key derivation of wallet files takes seconds of processor time, and a busy machine stretches it.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry: 0,
    // Chains of tests come and go: their metadata is not worth a place in anybody's home.
    env: { TAO_METADATA_CACHE: "off" },
  },
});
