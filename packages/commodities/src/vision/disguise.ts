import type { VisionRequest } from "@taostack/protocol";
import { requestId } from "../request-id.js";
import { repackImage } from "./image/repack.js";
import type { Random } from "./random.js";

/**
 * What reaches a miner has no trace of the user's side: another id, no model name, and the image written anew.
 * @throws `protocol/invalid_argument` if the image cannot be decoded.
 */
export async function disguiseVision(request: VisionRequest, random: Random): Promise<VisionRequest> {
  const image = await repackImage(request.image, random);
  return { ...request, requestId: requestId(random), model: "", image };
}
