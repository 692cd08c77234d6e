import { pngSignature } from "./encode-png.js";

/** What a file says of itself before anything is decoded. */
export interface ImageHeader {
  readonly format: "png" | "jpeg";
  readonly width: number;
  readonly height: number;
}

/** Reads the dimensions that a PNG or JPEG file declares; `undefined` if it is neither, or ends before it says them. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (pngSignature.every((byte, index) => bytes[index] === byte)) return pngHeader(view);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return jpegHeader(view);
  return undefined;
}

const IHDR = 0x49484452;

function pngHeader(view: DataView): ImageHeader | undefined {
  if (view.byteLength < 33 || view.getUint32(8) !== 13 || view.getUint32(12) !== IHDR) return undefined;
  return { format: "png", width: view.getUint32(16), height: view.getUint32(20) };
}

/** Start of frame, in any of its kinds; between them stand markers of other meanings (C4, C8, CC). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** Markers without a length: restarts, start, and the one that is reserved for arithmetic coding. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;

function jpegHeader(view: DataView): ImageHeader | undefined {
  for (let at = 2; at + 9 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++; // fill byte
    } else if (isBare(marker)) {
      at += 2;
    } else if (marker === END_OF_IMAGE || marker === START_OF_SCAN) {
      return undefined;
    } else if (isFrame(marker)) {
      return { format: "jpeg", height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    } else {
      at += 2 + Math.max(2, view.getUint16(at + 2));
    }
  }
  return undefined;
}
