import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { silentLogger } from "@taostack/primitives";
import { expect, it } from "vitest";
import { buildBlock } from "../src/engine/build-block.js";
import { buildGenesis } from "../src/engine/genesis.js";
import { blake2_256 } from "../src/engine/hash.js";
import { loadCrypto } from "../src/engine/signatures.js";
import type { StoredBlock } from "../src/node/chain.js";
import { resolveGenesis } from "../src/options.js";
import { createSubtensorRuntime } from "../src/runtime.js";
import { ChainStore } from "../src/store/chain-store.js";
import { temporaryFolder } from "./support/state-folder.js";

it("keeps a window of blocks on disk, not all of them", async () => {
  await loadCrypto();
  const folder = temporaryFolder();
  const options = { folder, history: { states: 4, blocks: 40 }, minLogBytes: 1_000 };
  const runtime = createSubtensorRuntime({ slotDurationMs: 12_000 });
  const store = new ChainStore(options);
  const chain = store.create(buildGenesis(runtime, resolveGenesis({}), "", silentLogger));
  const sizes: number[] = [];
  for (let made = 0; made < 240; made += 1) {
    const { block } = buildBlock({
      runtime,
      parent: chain.best,
      genesisHash: chain.genesis.hash,
      timestampMs: 1_750_000_000_000 + made * 12_000,
      transactions: [],
      logger: silentLogger,
    });
    store.append(block);
    chain.append(block);
    if (made % 4 === 0) sizes.push(sizeOf(folder));
  }
  store.close();
  expect(Math.max(...sizes.slice(40))).toBeLessThan(1.2 * Math.max(...sizes.slice(20, 40)));

  const again = new ChainStore(options);
  const loaded = again.load();
  again.close();
  expect(loaded?.best.hash).toBe(chain.best.hash);
  expect(loaded?.blocks().map(({ hash }) => hash)).toEqual(chain.blocks().map(({ hash }) => hash));
  expect(loaded?.blocks().map(digestOfState)).toEqual(chain.blocks().map(digestOfState));
});

/** `undefined` where the state was forgotten. */
const digestOfState = ({ number, state }: StoredBlock) =>
  state && `${number} ${blake2_256(Buffer.from(JSON.stringify(state.entries("0x"))))}`;

const sizeOf = (folder: string): number =>
  readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
