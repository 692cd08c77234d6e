import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isCodedError } from "@taostack/primitives";
import fc from "fast-check";
import protobuf from "protobufjs";
import { describe, expect, it } from "vitest";
import type { MessageCodec } from "../src/codec.js";
import * as health from "../src/generated/grpc/health/v1/health.js";
import * as reflection from "../src/generated/grpc/reflection/v1/reflection.js";
import * as forecast from "../src/generated/taostack/v1/forecast.js";
import * as neuron from "../src/generated/taostack/v1/neuron.js";
import * as storage from "../src/generated/taostack/v1/storage.js";
import * as text from "../src/generated/taostack/v1/text.js";
import * as translation from "../src/generated/taostack/v1/translation.js";
import * as validator from "../src/generated/taostack/v1/validator.js";
import * as vision from "../src/generated/taostack/v1/vision.js";
import { TextRequest, TextToken } from "../src/index.js";

type Codec = MessageCodec<unknown, unknown>;

const isCodec = (value: unknown): value is Codec => typeof value === "object" && value !== null && "encode" in value;
const codecs = [health, reflection, forecast, neuron, storage, text, translation, validator, vision].flatMap((module) =>
  Object.values<unknown>(module).filter(isCodec),
);

const protos = fileURLToPath(new URL("../../../protos/", import.meta.url));
const root = new protobuf.Root();
root.resolvePath = (_origin, target) => protos + target;
root.loadSync(readdirSync(protos, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".proto")));
root.resolveAll();

/** Any message of a type, as its contract allows, in the form that our codecs give back. */
function messageOf(type: protobuf.Type): fc.Arbitrary<Record<string, unknown>> {
  const fields = type.fieldsArray.map((field) => [field.name, fieldOf(field)] as const);
  return fc.record(Object.fromEntries(fields)).map((message) => keepOneOfEach(type, message));
}

function fieldOf(field: protobuf.Field): fc.Arbitrary<unknown> {
  const element = elementOf(field);
  if (field.map) return fc.array(fc.tuple(fc.string(), element), { maxLength: 3 }).map((entries) => new Map(entries));
  if (field.repeated) return fc.array(element, { maxLength: 4 });
  const optional = field.resolvedType instanceof protobuf.Type || field.partOf;
  return optional ? fc.option(element, { nil: undefined }) : element;
}

function elementOf(field: protobuf.Field): fc.Arbitrary<unknown> {
  if (field.resolvedType instanceof protobuf.Type) return messageOf(field.resolvedType);
  if (field.resolvedType instanceof protobuf.Enum) return fc.constantFrom(...Object.values(field.resolvedType.values));
  if (field.type === "string") return fc.string({ unit: "grapheme" });
  if (field.type === "bytes") return fc.uint8Array({ maxLength: 20 });
  if (field.type === "bool") return fc.boolean();
  if (field.type === "float") return fc.float();
  if (field.type === "double") return fc.double();
  return field.type === "int32" ? fc.integer() : fc.nat({ max: 0xffff_ffff });
}

function keepOneOfEach(type: protobuf.Type, message: Record<string, unknown>): Record<string, unknown> {
  for (const { fieldsArray } of type.oneofsArray) {
    const [, ...others] = fieldsArray.filter((field) => message[field.name] !== undefined);
    for (const field of others) message[field.name] = undefined;
  }
  return message;
}

/** The same message as protobufjs' own reflection understands it. */
const plain = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return [...value];
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined && item !== null)
      .map(([key, item]) => [key, plain(item)]),
  );
};
const asReflected = (type: protobuf.Type, bytes: Uint8Array) =>
  plain(type.toObject(type.decode(bytes), { defaults: true, arrays: true, objects: true, oneofs: false }));

describe("generated codecs", () => {
  it("are there for every message of the contracts", () => {
    const names: string[] = [];
    const visit = (space: protobuf.NamespaceBase) => {
      for (const object of space.nestedArray) {
        if (object instanceof protobuf.Type) names.push(object.fullName.slice(1));
        if (object instanceof protobuf.Namespace) visit(object);
      }
    };
    visit(root);
    expect(codecs.map(({ name }) => name).sort()).toEqual(names.sort());
  });

  it.each(codecs.map((codec) => [codec.name, codec] as const))(
    "%s: any message survives, and reads the same by reflection",
    (name, codec) => {
      const type = root.lookupType(name);
      fc.assert(
        fc.property(messageOf(type), (message) => {
          const bytes = codec.encode(message);
          expect(codec.decode(bytes)).toEqual(message);
          expect(asReflected(type, bytes)).toEqual(plain(message));
        }),
        { numRuns: 50 },
      );
    },
  );

  it.each(codecs.map((codec) => [codec.name, codec] as const))("%s: reads what reflection writes", (name, codec) => {
    const type = root.lookupType(name);
    fc.assert(
      fc.property(messageOf(type), (message) => {
        const bytes = type.encode(type.fromObject(plain(message) as object)).finish();
        expect(plain(codec.decode(bytes))).toEqual(plain(message));
      }),
      { numRuns: 50 },
    );
  });

  it("carry long fields of bytes, in the message and in messages within it, as reflection writes them", () => {
    const longOf = (length: number) => Uint8Array.from({ length }, (_, at) => at * 7);
    for (const length of [16_383, 16_384, 100_000]) {
      const put = { id: longOf(32), data: longOf(length), leaseSeconds: 9 };
      const bytes = storage.PutPieceRequest.encode(put);
      const type = root.lookupType("taostack.v1.PutPieceRequest");
      expect(Buffer.from(bytes).equals(type.encode(type.fromObject(put)).finish())).toBe(true);
      const back = storage.PutPieceRequest.decode(bytes);
      expect([Buffer.from(put.data).equals(back.data), back.leaseSeconds]).toEqual([true, 9]);
      const block = { index: 1, block: longOf(length), path: longOf(64) };
      const audit = { proofs: [{ id: longOf(32), blocks: [block, block], binding: longOf(length) }] };
      const [proof] = storage.AuditResponse.decode(storage.AuditResponse.encode(audit)).proofs;
      const fields = [proof?.binding, ...(proof?.blocks ?? []).map((each) => each.block)];
      expect(fields.map((field) => Buffer.from(field ?? []).equals(block.block))).toEqual([true, true, true]);
    }
  });

  it("read any bytes to a message or to one error", () => {
    fc.assert(
      fc.property(fc.constantFrom(...codecs), fc.uint8Array({ maxLength: 64 }), (codec, bytes) => {
        try {
          codec.decode(bytes);
        } catch (error) {
          expect(isCodedError(error, "protocol/invalid_argument")).toBe(true);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it("refuse a message that is cut short, unless the cut is between fields", () => {
    const bytes = TextRequest.encode({ model: "abc", sampling: { maxTokens: 300 }, continueFrom: [1, 2, 300] });
    const read = Array.from({ length: bytes.length }, (_, end) => {
      try {
        TextRequest.decode(bytes.subarray(0, end));
        return end;
      } catch {
        return undefined;
      }
    });
    expect(read.filter((end) => end !== undefined)).toEqual([0, 5, 10]);
  });

  it("pass over fields of later versions", () => {
    const later = new protobuf.Type("Later")
      .add(new protobuf.Field("text", 2, "string"))
      .add(new protobuf.Field("more", 99, "string"))
      .add(new protobuf.Field("number", 100, "double"));
    new protobuf.Root().add(later);
    const bytes = later.encode({ text: "t", more: "m", number: 1.5 }).finish();
    expect(TextToken.decode(bytes)).toEqual({ id: 0, text: "t", logprob: 0 });
  });

  it("read numbers one by one as well as packed, and merge the pieces of a message", () => {
    const writer = protobuf.Writer.create();
    writer.uint32(40).uint32(1).uint32(40).uint32(2).uint32(42).fork().uint32(3).uint32(4).ldelim();
    writer.uint32(34).fork().uint32(8).uint32(5).ldelim().uint32(34).fork().uint32(32).uint32(6).ldelim();
    expect(TextRequest.decode(writer.finish())).toMatchObject({
      continueFrom: [1, 2, 3, 4],
      sampling: { maxTokens: 5, seed: 6 },
    });
  });

  it.each([-1, 1.5, 2 ** 32, Number.NaN, Number.POSITIVE_INFINITY])("refuse %d as a uint32", (id) => {
    expect(() => TextToken.encode({ id })).toThrow(/taostack\.v1\.TextToken\.id/);
  });

  it("refuse text that is not UTF-8", () => {
    expect(() => TextToken.decode(Uint8Array.of(18, 2, 0xc3, 0x28))).toThrow();
  });

  it("give bytes of their own, not a view on what was received", () => {
    const bytes = neuron.HandshakeRequest.encode({ signature: Uint8Array.of(1, 2, 3) });
    const message = neuron.HandshakeRequest.decode(bytes);
    bytes.fill(0);
    expect(message.signature).toEqual(Uint8Array.of(1, 2, 3));
  });
});
