import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { chainSettings, type Setting, subnetSettings } from "../../src/registry/hyperparameters.js";
import { listOperations } from "../../src/registry/index.js";
import { missingFor } from "../../src/what-is-missing.js";
import { encodeCall } from "../../src/writes/encode-call.js";
import { useNetwork } from "../localnet/network.js";
import { LATER_THAN_393, SHAPED_LATER } from "./later-than-393.js";
import { shapesOf } from "./render-type.js";
import { runtimeOf } from "./runtime-of.js";
import { sampleArguments } from "./sample-arguments.js";

const fixture = fileURLToPath(
  new URL("../../../../../shared/fixtures/subtensor-finney-393.metadata-v16.scale", import.meta.url),
);
const reason = existsSync(fixture) ? "" : " (skipped: the main network's metadata is not on this machine)";
const operations = listOperations();
const main = existsSync(fixture) ? await runtimeOf(readFileSync(fixture)) : undefined!;

describe.skipIf(!existsSync(fixture))(`on the main network${reason}`, () => {
  const network = useNetwork();

  it("everything that the operations use is there, but for what came later", () => {
    const names = main.names();
    const missing = new Set(
      operations.flatMap((named) => missingFor(named, names)).map(({ kind, name }) => `${kind} ${name}`),
    );
    expect([...missing].sort()).toEqual([...LATER_THAN_393].sort());
  });

  it("it has the shape that the tests' chain has", () => {
    const [real, ours] = [shapesOf(main), shapesOf(network().client.chain.runtime)];
    const used = new Set(
      operations.flatMap(({ operation }) => {
        if (operation.kind === "write" && operation.build !== "prepared")
          return operation.calls.map((name: string) => `call ${name}`);
        const { storage = [], apis = [], constants = [] } = operation.uses;
        const calls = operation.kind === "write" ? operation.calls : [];
        return [
          ...calls.map((name: string) => `call ${name}`),
          ...storage.map((name: string) => `storage ${name}`),
          ...apis.map((name: string) => `runtime API ${name}`),
          ...constants.map((name: string) => `constant ${name}`),
        ];
      }),
    );
    const compared = [...used].filter((item) => real.has(item));
    expect(compared.length).toBeGreaterThan(280);
    const different = compared.filter((item) => real.get(item) !== ours.get(item));
    expect(different.sort()).toEqual([...SHAPED_LATER].sort());
  });

  it("every call is encoded by its types", () => {
    let encoded = 0;
    for (const { name, operation } of operations) {
      if (operation.kind !== "write" || operation.build === "prepared") continue;
      if (/etHyperparameter|etChainParameter|^chain\.call$/.test(name)) continue;
      for (const onlyRequired of [true, false]) {
        const spec = operation.build(sampleArguments(operation.arguments, onlyRequired) as never);
        if (LATER_THAN_393.has(`call ${spec.call}`)) continue;
        expect(encodeCall(main, spec).method.toHex(), spec.call).toMatch(/^0x/);
        encoded += 1;
      }
    }
    expect(encoded).toBeGreaterThan(120);
  });

  it("every setting has the arguments that its call has", () => {
    const shapes = shapesOf(main);
    for (const { call, args } of [...Object.values(subnetSettings), ...Object.values(chainSettings)] as Setting[]) {
      if (LATER_THAN_393.has(`call AdminUtils.${call}`)) continue;
      const names = (shapes.get(`call AdminUtils.${call}`) ?? "").matchAll(/(?:^|, )(\w+): /g);
      expect(
        [...names].map(([, name]) => name).filter((name) => name !== "netuid"),
        call,
      ).toEqual(Object.keys(args));
    }
  });
});
