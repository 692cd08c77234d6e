import { describe, expect, it } from "vitest";
import { createAdmission } from "../src/admission.js";

const subnet = {
  hotkeys: ["permitted", "staked", "poor"],
  validatorPermit: Uint8Array.of(1, 0, 0),
  stake: BigUint64Array.of(0n, 100n, 99n),
};

function admission(callsPerMinute = 3) {
  let time = 0;
  const admit = createAdmission({ minStake: 100n, callsPerMinute }, { subnet: () => subnet, now: () => time });
  const pass = (ms: number) => {
    time += ms;
  };
  return { admit, pass };
}

describe("admission", () => {
  it("lets in who has a permit or enough stake, and nobody else", () => {
    const { admit } = admission();
    expect(["permitted", "staked", "poor", "stranger"].map((hotkey) => admit(hotkey))).toEqual([
      "allow",
      "allow",
      "permission_denied",
      "permission_denied",
    ]);
  });

  it("holds each caller to its rate, for a minute", () => {
    const { admit, pass } = admission(2);
    expect([1, 2, 3].map(() => admit("permitted"))).toEqual(["allow", "allow", "resource_exhausted"]);
    expect(admit("staked")).toBe("allow");
    pass(59_999);
    expect(admit("permitted")).toBe("resource_exhausted");
    pass(1);
    expect(admit("permitted")).toBe("allow");
  });
});
