import type { Signer } from "@taostack/wallet";
import { ChainReader } from "../chain-reader.js";
import type { Connection } from "../connection/connection.js";
import { type Authorized, isLimited } from "../policy/limit-signer.js";
import { decodeCall } from "../runtime/decode-call.js";
import type { BuildCall } from "./submit.js";

/** Lets a signer with a policy judge a call; others sign everything. @throws `policy/…`. */
export async function authorize(
  connection: Connection,
  signer: Signer,
  build: BuildCall,
  trial = false,
): Promise<Authorized> {
  if (!isLimited(signer)) return { signer, release: async () => undefined };
  const { runtime } = connection;
  return signer.authorize(new ChainReader(connection), decodeCall(runtime, build(runtime)), trial);
}
