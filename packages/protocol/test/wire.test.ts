import { createSecretKey } from "node:crypto";
import { Metadata } from "@grpc/grpc-js";
import { fromHex } from "@taostack/primitives";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TextChunk } from "../src/index.js";
import { sharedSecret } from "../src/session/checks.js";
import { createEphemeralKey, deriveSessionKeys } from "../src/session/keys.js";
import { digestOf, endTag, messageTag } from "../src/session/tags.js";
import { signedByClient, signedByServer, transcriptHash } from "../src/session/transcript.js";
import { callMetadata, readCallHeader } from "../src/wire/call-header.js";
import { SEAL_BYTES, sealMessage, splitSeal } from "../src/wire/seal.js";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const range = (from: number, to: number) => Uint8Array.from({ length: to - from }, (_, index) => from + index);

/** Computed by Python's hashlib and hmac from the format as the README gives it. */
describe("vectors", () => {
  const transcript = transcriptHash(fromHex("0801"), fromHex("08011234"));
  const keys = deriveSessionKeys(range(0, 32), transcript);

  it("transcript and keys", () => {
    expect(hex(transcript)).toBe("18cb1306c03a8f54a6c4783a34b1299137a9837dbbcd1faa74313bb3bcb68cbf");
    expect(keys.toServer.export().toString("hex")).toBe(
      "a9a2b8cfb00688b05a775f848fe435161042acac34b1cb0723bab60324ba7fe2",
    );
    expect(keys.toClient.export().toString("hex")).toBe(
      "d071e4ace409a75e0dcbc8e25470facebd51f5cdba250b4141889af572692626",
    );
  });

  it("header of a call", () => {
    const header = {
      sessionId: Buffer.from(range(100, 116)),
      counter: 258,
      timeoutMs: 30_000,
      digest: digestOf(Buffer.from("request")),
    };
    const metadata = callMetadata(header, "/taostack.v1.Text/Generate", keys.toServer);
    expect(hex(metadata.get("taostack-call-bin")[0] as Buffer)).toBe(
      "016465666768696a6b6c6d6e6f70717273000000000102000075301f58b9145b24d108d7ac38887338b3ea3229833b9c1e418250343f907bfd104784bc05c3bdb06fe016516862a2edc0d3",
    );
    expect(readCallHeader(metadata)).toMatchObject(header);
  });

  it("tags of a reply and of the end", () => {
    expect(hex(messageTag(keys.toClient, 258, 1, Buffer.from("reply")))).toBe("be86d9c4e1a2a63d3518e925d05e6401");
    expect(hex(endTag(keys.toClient, 258, 2, { code: 8, details: "no", reason: "too_large" }))).toBe(
      "87d8d45c639a92c8dd2a36fbb349d005",
    );
  });

  it("what is signed differs by role", () => {
    expect(hex(signedByClient(transcript))).not.toBe(hex(signedByServer(transcript)));
    expect(Buffer.from(signedByServer(transcript)).subarray(0, 29).toString()).toBe("taostack handshake v1 server\0");
  });
});

describe("keys", () => {
  it("agree on both sides", () => {
    const [one, other] = [createEphemeralKey(), createEphemeralKey()];
    expect(hex(one.agree(other.publicKey))).toBe(hex(other.agree(one.publicKey)));
  });

  it("of low order are refused", () => {
    for (const bytes of [new Uint8Array(32), Uint8Array.of(1, ...new Uint8Array(31))]) {
      expect(() => sharedSecret(createEphemeralKey(), bytes)).toThrow(/not usable/);
    }
  });
});

describe("a sealed message", () => {
  it("comes apart again, and is still a message of its type", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.uint8Array({ minLength: 16, maxLength: 16 }), (texts, tag) => {
        const payload = TextChunk.encode({ tokens: texts.map((text) => ({ text })) });
        const sealed = sealMessage(payload, tag);
        expect(sealed.length).toBe(payload.length + SEAL_BYTES);
        const parts = splitSeal(sealed);
        expect([hex(parts!.payload), hex(parts!.tag)]).toEqual([hex(payload), hex(tag)]);
        expect(TextChunk.decode(sealed)).toEqual(TextChunk.decode(payload));
      }),
    );
  });

  it("without a seal is none", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: SEAL_BYTES - 1 }), (bytes) => splitSeal(Buffer.from(bytes)) === undefined),
    );
    expect(splitSeal(Buffer.alloc(40))).toBeUndefined();
  });
});

describe("the header of a call", () => {
  it("is read only whole, once, and in the known format", () => {
    const key = createSecretKey(range(0, 32));
    const header = {
      sessionId: Buffer.from(range(0, 16)),
      counter: 1,
      timeoutMs: 1,
      digest: digestOf(Buffer.alloc(0)),
    };
    const metadata = callMetadata(header, "/a/B", key);
    const bytes = metadata.get("taostack-call-bin")[0] as Buffer;
    const reading = (...values: Buffer[]) => {
      const given = new Metadata();
      for (const value of values) given.add("taostack-call-bin", value);
      return readCallHeader(given);
    };
    expect(reading(bytes)).toMatchObject(header);
    const otherFormat = Buffer.from(bytes);
    otherFormat[0] = 2;
    for (const wrong of [[], [bytes, bytes], [bytes.subarray(1)], [Buffer.concat([bytes, bytes])], [otherFormat]]) {
      expect(reading(...wrong)).toBeUndefined();
    }
  });

  it("has another tag for each of its parts and for each method", () => {
    const key = createSecretKey(range(0, 32));
    const tagOf = (counter: number, timeoutMs: number, body: string, path: string) => {
      const header = { sessionId: Buffer.from(range(0, 16)), counter, timeoutMs, digest: digestOf(Buffer.from(body)) };
      return hex(readCallHeader(callMetadata(header, path, key))!.tag);
    };
    const call = fc.tuple(
      fc.nat({ max: 3 }),
      fc.nat({ max: 3 }),
      fc.constantFrom("", "a"),
      fc.constantFrom("/a/B", "/a/C"),
    );
    fc.assert(
      fc.property(call, call, (one, other) => {
        expect(tagOf(...one) === tagOf(...other)).toBe(String(one) === String(other));
      }),
    );
  });
});
