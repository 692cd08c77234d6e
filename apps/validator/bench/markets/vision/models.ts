import { answerVision, defaultVisionLimits, vision } from "@taostack/commodities";
import { type VisionRequest, VisionResponse } from "@taostack/protocol";
import { type Remembering, remembering } from "../answers/one-at-a-time.js";

/** A bundled model as a miner serves it, and as the wire carries its answer. */
export interface ServedVision {
  readonly answer: Remembering<VisionRequest, VisionResponse>;
  dispose(): Promise<void>;
}

export async function serveVisionModel(name: string): Promise<ServedVision> {
  const model = await vision.loadModel(name);
  const { signal } = new AbortController();
  const answer = remembering(
    async (request: VisionRequest) => carried(await answerVision(model, request, defaultVisionLimits, signal)),
    ({ requestId }) => requestId,
  );
  return { answer, dispose: () => model.dispose() };
}

/** In single precision. */
export const carried = (response: VisionResponse): VisionResponse =>
  VisionResponse.decode(VisionResponse.encode(response));
