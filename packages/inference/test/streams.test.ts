import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toFloat32 } from "../src/engine/half-float.js";
import { isInferenceError } from "../src/index.js";
import { Slots } from "../src/slots.js";
import { Detokenizer } from "../src/tokenizer/detokenizer.js";
import { rememberPrompts } from "../src/tokenizer/recent-prompts.js";
import { StopTexts } from "../src/tokenizer/stop-texts.js";
import { createTokenizer } from "../src/tokenizer/tokenizer.js";
import { toyTokenizer } from "./support/toy-tokenizer.js";

const bytesToText = (tokens: readonly number[]) => new TextDecoder().decode(Uint8Array.from(tokens));
const joined = (pieces: readonly { text: string }[]) => pieces.map((piece) => piece.text).join("");

describe("Detokenizer", () => {
  it("gives a character with the token that completes it", () => {
    const detokenizer = new Detokenizer(bytesToText);
    const pieces = [...new TextEncoder().encode("aé🙂")].map((byte) => detokenizer.push(byte));
    expect(pieces).toEqual(["a", "", "é", "", "", "", "🙂"]);
  });

  it("joins to the whole text for any text, and for any bytes up to an unfinished end", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const detokenizer = new Detokenizer(bytesToText);
        const text = [...bytes].map((byte) => detokenizer.push(byte)).join("");
        expect(text).toBe(bytesToText([...bytes]).replace(/\ufffd{1,3}$/, ""));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 20 }), (text) => {
        const detokenizer = new Detokenizer(bytesToText);
        fc.pre(!text.startsWith("\ufeff"));
        expect([...new TextEncoder().encode(text)].map((byte) => detokenizer.push(byte)).join("")).toBe(text);
      }),
    );
  });

  it("keeps the spaces between words, also where an answer goes on", () => {
    const words = ["▁one", "▁two", "▁three"];
    const decode = (tokens: readonly number[]) =>
      tokens
        .map((token) => words[token])
        .join("")
        .replaceAll("▁", " ")
        .trimStart();
    const detokenizer = new Detokenizer(decode, [0]);
    expect([1, 2].map((token) => detokenizer.push(token))).toEqual([" two", " three"]);
  });
});

describe("the token ids of the latest prompts", () => {
  const user = (content: string) => [{ role: "user" as const, content }];

  it("are computed once for each prompt that is still remembered", () => {
    let computed = 0;
    const encode = rememberPrompts((messages) => {
      computed++;
      return [messages[0]!.content.length];
    });
    const seen = (content: string) => {
      const before = computed;
      expect(encode(user(content))).toEqual([content.length]);
      return computed === before;
    };
    expect([seen("a"), seen("bb"), seen("a"), seen("bb")]).toEqual([false, false, true, true]);
    expect(encode([{ role: "system", content: "a" }])).toEqual([1]);
    expect(computed).toBe(3);
    for (let index = 0; index < 31; index++) {
      seen(`other ${index}`);
      expect(seen("a")).toBe(true);
    }
    expect(seen("bb")).toBe(false);
    const long = "x".repeat(8193);
    expect([seen(long), seen(long)]).toEqual([false, false]);
  });
});

describe("StopTexts", () => {
  const feed = (texts: readonly string[], stops: readonly string[]) => {
    const matcher = new StopTexts<{ text: string }>(stops);
    const out: { text: string }[] = [];
    for (const text of texts) {
      const { pieces, stopped } = matcher.push({ text });
      out.push(...pieces);
      if (stopped) return { out, stopped };
    }
    return { out: [...out, ...matcher.finish()], stopped: false };
  };

  it("holds back what may become a stop text, no more", () => {
    const matcher = new StopTexts<{ text: string }>(["\n\nQ"]);
    expect(matcher.push({ text: "yes" }).pieces).toEqual([{ text: "yes" }]);
    expect(matcher.push({ text: ".\n" }).pieces).toEqual([]);
    expect(matcher.push({ text: "\n" }).pieces).toEqual([]);
    expect(matcher.push({ text: "R" }).pieces).toEqual([{ text: ".\n" }, { text: "\n" }, { text: "R" }]);
  });

  it("cuts at the first stop text and keeps the pieces", () => {
    expect(feed(["a", "b<", "en", "d>c"], ["<end>"])).toEqual({
      out: [{ text: "a" }, { text: "b" }, { text: "" }, { text: "" }],
      stopped: true,
    });
  });

  it("agrees with searching the whole text", () =>
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 3 }), { maxLength: 20 }),
        fc.array(fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 4 }), { maxLength: 3 }),
        (texts, stops) => {
          const { out, stopped } = feed(texts, stops);
          const whole = texts.join("");
          const contained = stops.some((stop) => whole.includes(stop));
          expect(stopped).toBe(contained);
          if (!contained) expect(joined(out)).toBe(whole);
          else {
            expect(whole.startsWith(joined(out))).toBe(true);
            expect(stops.some((stop) => joined(out).includes(stop))).toBe(false);
          }
        },
      ),
    ));
});

describe("Slots", () => {
  it("admits in order, refuses at once when the line is full, and hands slots on", async () => {
    const slots = new Slots(1, 2);
    const release = await slots.acquire();
    const order: number[] = [];
    const waiting = [1, 2].map(async (name) => {
      const done = await slots.acquire();
      order.push(name);
      done();
    });
    await expect(slots.acquire()).rejects.toSatisfy((error) => isInferenceError(error, "inference/overloaded"));
    release();
    release();
    await Promise.all(waiting);
    expect(order).toEqual([1, 2]);
    expect([slots.running, slots.queued]).toEqual([0, 0]);
  });

  it("forgets who leaves the line", async () => {
    const slots = new Slots(1, 1);
    const release = await slots.acquire();
    const leaving = new AbortController();
    const left = slots.acquire(leaving.signal);
    leaving.abort(new Error("gone"));
    await expect(left).rejects.toThrow("gone");
    const next = slots.acquire();
    release();
    await expect(next).resolves.toBeTypeOf("function");
  });
});

describe("tokenizer", () => {
  it("brings any text back", () => {
    const { tokenizer, config } = toyTokenizer();
    const { encodeChat, decode } = createTokenizer({ tokenizer, config, chatTemplate: "{{ messages[0].content }}" });
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (content) => {
        fc.pre(!content.startsWith("\ufeff"));
        expect(decode(encodeChat([{ role: "user", content }]))).toBe(content);
      }),
    );
  });

  it("says what the template has against the messages", () => {
    const { tokenizer, config } = toyTokenizer();
    const chatTemplate = "{{ raise_exception('roles must alternate') }}";
    const { encodeChat } = createTokenizer({ tokenizer, config, chatTemplate });
    expect(() => encodeChat([{ role: "user", content: "x" }])).toThrow(/roles must alternate/);
  });
});

describe("toFloat32", () => {
  it("reads half precision: zeros, subnormals, normals, infinities", () => {
    const bits = Uint16Array.of(0x0000, 0x8000, 0x0001, 0x3c00, 0xc000, 0x7bff, 0x7c00, 0x3555);
    expect([...toFloat32(bits)]).toEqual([0, -0, 2 ** -24, 1, -2, 65_504, Number.POSITIVE_INFINITY, 0.333251953125]);
  });
});
