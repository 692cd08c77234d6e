import { describe, expect, expectTypeOf, it } from "vitest";
import { flagName, isCodedError, type OptionTable, type Resolved, resolveOptions } from "../src/index.js";

const table = {
  port: { kind: "port", default: 8091, env: "MINER_PORT", help: "TCP port" },
  netuid: { kind: "integer", env: "NETUID", min: 1, max: 65_535, help: "the subnet" },
  model: { kind: "string", env: "MODEL", choices: ["a", "b"], optional: true, help: "which model" },
  trade: { kind: "string", env: "TRADE", choices: ["text"], orPath: true, default: "text", help: "what is traded" },
  gateways: { kind: "list", env: "GATEWAYS", default: [], help: "who may ask" },
  register: { kind: "boolean", env: "REGISTER", default: false, help: "register first" },
  password: { kind: "string", env: "PASSWORD", secret: true, help: "the password" },
} as const satisfies OptionTable;

const base = { NETUID: "1", PASSWORD: "x" };

const failure = (flags: Record<string, unknown>, env: Record<string, string> = base) => {
  try {
    resolveOptions(table, { flags, env });
  } catch (error) {
    if (isCodedError(error)) return [error.code, error.message, error.remedy];
    throw error;
  }
  return undefined;
};

describe("options", () => {
  it("takes flags before the environment before defaults", () => {
    const resolved = resolveOptions(table, {
      flags: { netuid: "7", register: true },
      env: { ...base, MINER_PORT: "0", GATEWAYS: "a, b" },
    });
    expect(resolved).toEqual({
      port: 0,
      netuid: 7,
      model: undefined,
      trade: "text",
      gateways: ["a", "b"],
      register: true,
      password: "x",
    });
    expectTypeOf(resolved).toEqualTypeOf<Resolved<typeof table>>();
    expectTypeOf(resolved.model).toEqualTypeOf<string | undefined>();
    expectTypeOf(resolved.port).toEqualTypeOf<number>();
  });

  it("names the flag, the value and the remedy", () => {
    expect(failure({ port: "80 91" })).toEqual([
      "options/invalid",
      '--port is "80 91".',
      "It takes a whole number from 0 to 65535.",
    ]);
    expect(failure({ netuid: 0 })?.[0]).toBe("options/invalid");
    expect(failure({ netuid: "1.5" })?.[0]).toBe("options/invalid");
    expect(failure({ model: "c" })?.[2]).toBe("It takes a, b.");
    expect(failure({ model: "./c.mjs" })?.[0]).toBe("options/invalid");
    expect(failure({ trade: "./own.mjs" })).toBeUndefined();
    expect(failure({ trade: "sand" })?.[2]).toBe("It takes text, a path.");
    expect(failure({ register: "maybe" })?.[0]).toBe("options/invalid");
    expect(failure({ prot: 1 })).toEqual(["options/unknown", "There is no option --prot.", "See --help for the list."]);
    expect(failure({}, { PASSWORD: "x" })?.[2]).toBe("Give --netuid or set NETUID.");
    expect(failure({}, { NETUID: "1" })?.[2]).toBe("Set PASSWORD.");
  });

  it("writes flags in kebab case", () => expect(flagName("maxBodyBytes")).toBe("max-body-bytes"));
});
