import { blake2b } from "@noble/hashes/blake2.js";
import { toHex } from "@taostack/primitives";
import type { FieldTypes, FieldValues, HexString, ScaleType } from "../scale/index.js";
import type { ApiContext } from "./context.js";

export interface ApiMethod<P extends FieldTypes, R> {
  readonly params: P;
  readonly result: ScaleType<R>;
  readonly docs?: string;
  run(ctx: ApiContext, params: FieldValues<P>): R;
}

export type AnyApiMethod = ApiMethod<FieldTypes, unknown>;

export interface RuntimeApi {
  readonly name: string;
  readonly version: number;
  readonly docs?: string;
  readonly methods: Readonly<Record<string, AnyApiMethod>>;
}

/** Declares a method; the types of `params` and `result` reach `run`. */
export const method = <const P extends FieldTypes, R>(spec: ApiMethod<P, R>): ApiMethod<P, R> => spec;

export const defineRuntimeApi = <const A extends RuntimeApi>(api: A): A => api;

/** The id by which `state_getRuntimeVersion` lists an API: blake2-64 of its name. */
export const runtimeApiId = (name: string): HexString => toHex(blake2b(new TextEncoder().encode(name), { dkLen: 8 }));
