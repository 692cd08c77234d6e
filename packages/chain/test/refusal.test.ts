import { describe, expect, it } from "vitest";
import { chainError } from "../src/errors.js";
import { CALL_ERRORS } from "../src/registry/call-errors.js";
import { explain } from "../src/transactions/explanations/index.js";
import { isNonceConflict, refusalOf } from "../src/transactions/refusal.js";

const refused = (rpcCode: number, rpcData: string) =>
  chainError(
    { code: "chain/rpc_error", method: "author_submitAndWatchExtrinsic", rpcCode, rpcData },
    "The node refused it: Invalid Transaction",
  );

describe("a refusal of the chain's own checks", () => {
  it.each([
    [6, "SubtensorModule.set_weights", "SettingWeightsTooFast"],
    [6, "SubtensorModule.commit_weights", "CommittingWeightsTooFast"],
    [6, "SubtensorModule.register_network", "NetworkTxRateLimitExceeded"],
    [1, "SubtensorModule.set_weights", "NotEnoughStakeToSetWeights"],
    [1, "SubtensorModule.add_stake", "AmountTooLow"],
    [10, "SubtensorModule.serve_axon", "HotKeyNotRegisteredInNetwork"],
    [11, "SubtensorModule.serve_axon", "InvalidIpAddress"],
    [255, "SubtensorModule.serve_axon", "BadRequest"],
  ])("%i of %s is %s", (number, call, name) => {
    const error = refusalOf(refused(1010, `Custom error: ${number}`), call);
    expect(error).toMatchObject({ data: { code: `chain/${name}`, name, call } });
  });

  it("keeps a number that nobody knows", () => {
    expect(refusalOf(refused(1010, "Custom error: 99"), "System.remark")).toMatchObject({
      data: { code: "chain/invalid_transaction", reason: "custom error 99" },
    });
  });
});

describe("a refusal of the pool", () => {
  it.each([
    [1010, "Transaction is outdated", true],
    [1014, "Priority is too low: (1 vs 1)", true],
    [1010, "Inability to pay some fees (e.g. account balance too low)", false],
    [1010, "Transaction has a bad signature", false],
    [1010, "Invalid signing address", false],
    [1012, "Transaction is temporarily banned", false],
  ])("%i %s", (rpcCode, reason, isNonce) => {
    const error = refused(rpcCode, reason);
    expect(isNonceConflict(error)).toBe(isNonce);
    const refusal = refusalOf(error, "Balances.transfer_keep_alive") as { remedy?: string };
    expect(refusal).toMatchObject({ data: { code: "chain/invalid_transaction", reason } });
    expect(refusal.remedy).toMatch(/\.$/);
  });

  it("is no other error", () => {
    const other = chainError({ code: "chain/rpc_error", method: "x", rpcCode: -32601 }, "no such method");
    expect(refusalOf(other, "x")).toBe(other);
    expect(refusalOf(new Error("x"), "x")).toMatchObject({ message: "x" });
  });
});

it("explains what has no text of its own by the chain's words", () => {
  expect(explain({ name: "SettingWeightsTooFast", docs: "" }).remedy).toMatch(/weights_rate_limit/);
  expect(explain({ name: "Odd", docs: "The thing is odd." }).why).toBe("the thing is odd.");
  expect(explain({ name: "Odd", docs: "" }).why).toBe("the chain says Odd.");
});

it("has a cause and a remedy for every error that an operation may meet", () => {
  for (const name of new Set(Object.values(CALL_ERRORS).flat())) {
    const { why, remedy } = explain({ name, docs: "" });
    expect(why, name).not.toBe(`the chain says ${name}.`);
    expect(remedy, name).toMatch(/^[A-Z].*\.$/);
  }
});
