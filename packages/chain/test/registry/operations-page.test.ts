import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as registry from "../../src/registry/index.js";

type Page = { operationsPage(from: typeof registry): string };
type Example = { plainExample(name: string, fields: object): Readonly<Record<string, unknown>> };

const script = (name: string) => new URL(`../../scripts/${name}.mjs`, import.meta.url).href;
const page = readFileSync(new URL("../../../../docs/operations.md", import.meta.url), "utf8");

describe("docs/operations.md", () => {
  it("is what the registry says now: if not, run `node scripts/operations-page.mjs` in packages/chain", async () => {
    const { operationsPage } = (await import(script("operations-page"))) as Page;
    expect(page === operationsPage(registry)).toBe(true);
  });

  it("shows examples that are taken", async () => {
    const { plainExample } = (await import(script("operation-example"))) as Example;
    for (const { name, operation } of registry.listOperations()) {
      const args = registry.parseArguments(operation, plainExample(name, operation.arguments));
      if (operation.kind === "write" && operation.build !== "prepared")
        expect(operation.build(args).call, name).toMatch(/^\w+\.\w+$/);
    }
  });

  it("has links that lead somewhere", () => {
    const anchors = new Set(
      [...page.matchAll(/^#{2,3} (.+)$/gm)].map(([, title = ""]) => title.toLowerCase().replaceAll(".", "")),
    );
    const links = [...page.matchAll(/\]\(#(\w+)\)/g)].map(([, anchor = ""]) => anchor);
    expect(links.length).toBeGreaterThan(220);
    expect(links.filter((anchor) => !anchors.has(anchor))).toEqual([]);
  });
});
