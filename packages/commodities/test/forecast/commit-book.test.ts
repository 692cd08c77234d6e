import { describe, expect, it } from "vitest";
import { CommitBook, type CommitBookState, canonicalAnswerBytes, commitmentHash } from "../../src/index.js";
import { answerOf, challengeWith } from "./support/requests.js";

const { request } = challengeWith("quantiles");
const answer = answerOf(request, (_, level) => level / 100);
const other = answerOf(request, (_, level) => level / 101);
const salt = new Uint8Array(32).fill(9);
const requestId = "r1";
const window = { requestId, commitBeforeMs: 100, revealFromMs: 200, revealBeforeMs: 300 };
const hashOf = (hotkey: string) => commitmentHash({ requestId, hotkey, salt, answer });
const opened = (limits = {}) => {
  const book = new CommitBook(limits);
  expect(book.open(window)).toBe(true);
  return book;
};

describe("the commit book", () => {
  it("takes what was committed to before the outcome and shown after it", () => {
    const book = opened();
    expect(book.commit(requestId, "a", hashOf("a"), 50)).toBe("committed");
    expect(book.committedAtMs(requestId, "a")).toBe(50);
    expect(book.reveal({ requestId, hotkey: "a", salt, answer }, 199)).toBe("early_reveal");
    expect(book.reveal({ requestId, hotkey: "a", salt, answer }, 200)).toBe("revealed");
    expect(book.reveal({ requestId, hotkey: "a", salt, answer }, 300)).toBe("late_reveal");
  });

  it("takes no other answer, salt, or another's commitment", () => {
    const book = opened();
    book.commit(requestId, "a", hashOf("a"), 50);
    book.commit(requestId, "thief", hashOf("a"), 60);
    expect(book.reveal({ requestId, hotkey: "a", salt, answer: other }, 250)).toBe("mismatch");
    expect(book.reveal({ requestId, hotkey: "a", salt: new Uint8Array(32), answer }, 250)).toBe("mismatch");
    expect(book.reveal({ requestId, hotkey: "a", salt: new Uint8Array(0), answer }, 250)).toBe("mismatch");
    expect(book.reveal({ requestId, hotkey: "thief", salt, answer }, 250)).toBe("mismatch");
  });

  it("takes one commitment, and none too late", () => {
    const book = opened();
    expect(book.commit(requestId, "late", hashOf("late"), 100)).toBe("late_commit");
    expect(book.reveal({ requestId, hotkey: "late", salt, answer }, 250)).toBe("late_commit");
    expect(book.reveal({ requestId, hotkey: "silent", salt, answer }, 250)).toBe("not_committed");
    book.commit(requestId, "a", hashOf("a"), 1);
    expect(book.commit(requestId, "a", hashOf("b"), 2)).toBe("already_committed");
    expect(book.commit(requestId, "b", new Uint8Array(31), 2)).toBe("bad_hash");
    expect(book.commit("r2", "a", hashOf("a"), 2)).toBe("unknown_request");
  });

  it("is bounded", () => {
    const book = opened({ maxRequests: 1, maxCommitsPerRequest: 2 });
    expect(book.open({ ...window, requestId: "r2" })).toBe(false);
    expect(["a", "b", "c"].map((hotkey) => book.commit(requestId, hotkey, hashOf(hotkey), 1))).toEqual([
      "committed",
      "committed",
      "book_full",
    ]);
    expect(book.sweep(299)).toEqual([]);
    expect(book.sweep(300)).toEqual([requestId]);
    expect(book.open({ ...window, requestId: "r2" })).toBe(true);
    expect(book.open({ ...window, requestId: "r3", revealFromMs: 50 })).toBe(false);
  });

  it("goes on after a restart", () => {
    const book = opened();
    book.commit(requestId, "a", hashOf("a"), 50);
    book.commit(requestId, "late", hashOf("late"), 150);
    const again = new CommitBook({}, JSON.parse(JSON.stringify(book)) as CommitBookState);
    expect(again.toJSON()).toEqual(book.toJSON());
    expect(again.reveal({ requestId, hotkey: "a", salt, answer }, 250)).toBe("revealed");
    expect(again.reveal({ requestId, hotkey: "late", salt, answer }, 250)).toBe("not_committed");
  });
});

describe("the commitment", () => {
  it("has a fixed form", () => {
    const small = {
      forecasts: [{ asset: "A", quantiles: [{ horizon: 1, values: [1, 2] }], paths: [{ values: [0.5] }] }],
    };
    expect(Buffer.from(canonicalAnswerBytes(small)).toString("hex")).toBe(
      "00000001" +
        "0000000141" +
        "00000001" +
        "00000001" +
        "000000023ff00000000000004000000000000000" +
        "00000001" +
        "000000013fe0000000000000",
    );
  });

  it("binds answer, salt, hotkey and request", () => {
    const base = { requestId, hotkey: "a", salt, answer };
    const hashes = [
      base,
      { ...base, requestId: "r2" },
      { ...base, hotkey: "b" },
      { ...base, requestId: "r", hotkey: "1a" },
      { ...base, salt: new Uint8Array(32) },
      { ...base, answer: other },
    ].map((input) => Buffer.from(commitmentHash(input)).toString("hex"));
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
