import { expectTypeOf, it } from "vitest";
import {
  type CallContext,
  type CallOptions,
  implementService,
  type NeuronService,
  type ServiceClient,
  type TextChunk,
  type TextRequest,
  type TextRequestInit,
  TextService,
  type TextUsage,
  ValidatorService,
} from "../src/index.js";

it("clients are typed by their service", () => {
  type Text = ServiceClient<typeof TextService>;
  expectTypeOf<Text["generate"]>().parameter(0).toEqualTypeOf<TextRequestInit>();
  expectTypeOf<Text["generate"]>().parameter(1).toEqualTypeOf<CallOptions | undefined>();
  expectTypeOf<Text["generate"]>().returns.toEqualTypeOf<AsyncGenerator<TextChunk, void, undefined>>();
  type Methods = "generate" | "translate" | "recognise" | "predict" | "scores" | "status";
  expectTypeOf<keyof ServiceClient<typeof ValidatorService>>().toEqualTypeOf<Methods>();
  // The handshake is no call of a session.
  expectTypeOf<keyof ServiceClient<typeof NeuronService>>().toEqualTypeOf<"describe">();
});

it("messages have all their fields once decoded, and may be used as they are to encode", () => {
  expectTypeOf<TextRequest["model"]>().toEqualTypeOf<string>();
  expectTypeOf<TextRequest["continueFrom"]>().toEqualTypeOf<number[]>();
  expectTypeOf<TextChunk["usage"]>().toEqualTypeOf<TextUsage | undefined>();
  expectTypeOf<TextRequest>().toExtend<TextRequestInit>();
});

it("handlers have to fit their methods", () => {
  implementService(TextService, {
    async *generate(request, context) {
      expectTypeOf(request).toEqualTypeOf<TextRequest>();
      expectTypeOf(context).toEqualTypeOf<CallContext>();
      yield {};
    },
  });
  // @ts-expect-error: a handler is missing
  implementService(ValidatorService, { scores: async () => ({}), status: async () => ({}) });
  // @ts-expect-error: one answer where a stream is due
  implementService(TextService, { generate: async () => ({}) });
  implementService(TextService, {
    // @ts-expect-error: a finish reason is text
    async *generate() {
      yield { finishReason: 5 };
    },
  });
});
