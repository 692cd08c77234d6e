import type { KeyObject } from "node:crypto";
import { Metadata } from "@grpc/grpc-js";
import { endTag, sameTag } from "../session/tags.js";

const END_KEY = "taostack-end-bin";
const REASON_KEY = "taostack-reason";

export interface EndStatus {
  readonly code: number;
  readonly details: string;
  readonly reason?: string | undefined;
}

/** Trailers of a refusal that has no session to vouch for it. */
export function refusalTrailers(reason: string | undefined): Metadata {
  const trailers = new Metadata();
  if (reason) trailers.set(REASON_KEY, reason);
  return trailers;
}

/** Trailers that authenticate how a call ended and after how many messages. */
export function endTrailers(toClient: KeyObject, counter: number, messages: number, status: EndStatus): Metadata {
  const trailers = refusalTrailers(status.reason);
  trailers.set(END_KEY, endTag(toClient, counter, messages, status));
  return trailers;
}

export function readReason(trailers: Metadata | undefined): string | undefined {
  const [reason] = trailers?.get(REASON_KEY) ?? [];
  return typeof reason === "string" ? reason : undefined;
}

/** True if the trailers' tag covers this very end. */
export function endIsAuthentic(
  toClient: KeyObject,
  counter: number,
  messages: number,
  status: EndStatus,
  trailers: Metadata | undefined,
): boolean {
  const [tag] = trailers?.get(END_KEY) ?? [];
  return Buffer.isBuffer(tag) && sameTag(tag, endTag(toClient, counter, messages, status));
}
