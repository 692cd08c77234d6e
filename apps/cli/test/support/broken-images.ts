/** Files that are no images, or are none to decode, as base64. */
export function broken(image: Buffer): { readonly truncated: string; readonly bomb: string; readonly text: string } {
  return {
    truncated: image.subarray(0, Math.floor(image.length / 2)).toString("base64"),
    bomb: pngHeader(60_000, 60_000).toString("base64"),
    text: Buffer.from("<svg/>, and nothing that can be drawn").toString("base64"),
  };
}

/** The first chunk of a PNG file: from here on it would be gigabytes of pixels. */
function pngHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(33);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(header);
  header.writeUInt32BE(13, 8);
  header.write("IHDR", 12, "latin1");
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  header.set([8, 2, 0, 0, 0], 24);
  return header;
}
