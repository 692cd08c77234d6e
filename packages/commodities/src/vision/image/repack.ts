import { defaultVisionLimits, refuse } from "../contract.js";
import { randomEncoding } from "../draw/drawn-image.js";
import type { Random } from "../random.js";
import { decodeImage } from "./decode.js";
import { randomLongSide } from "./dimensions.js";
import { encodeImage } from "./encode.js";
import { readImageHeader } from "./header.js";

/**
 * A user's image as a validator passes it on: written anew by what writes the challenges, so that neither its size, its encoder nor a
 * tag tells the one from the other, and nothing of the user's camera, time and place goes to a miner. Boxes found in it hold for the original.
 * @throws `protocol/invalid_argument` if it is no PNG or JPEG file, or a damaged one.
 */
export async function repackImage(file: Uint8Array, random: Random): Promise<Uint8Array> {
  if (!readImageHeader(file)) return refuse("image is no PNG or JPEG file", "Send one.");
  try {
    return encodeImage(
      await decodeImage(file, { longSide: randomLongSide(random), maxPixels: defaultVisionLimits.maxPixels }),
      randomEncoding(random),
    );
  } catch (cause) {
    return refuse(
      "image cannot be decoded: it is damaged, cut short or too large",
      "Save it as PNG or JPEG again.",
      cause,
    );
  }
}
