// The little of the WebAssembly interface that is used here. Every host has it; which library declares it differs.
interface WebAssemblyHost {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

declare const WebAssembly: WebAssemblyHost | undefined;

/**
 * Compiles and starts a module that imports nothing, at once: for modules of some kilobytes.
 * @returns Its exports; undefined where the host has no WebAssembly or, as a page's security policy may, forbids it.
 */
export function instantiate<Exports>(base64: string): Exports | undefined {
  if (typeof WebAssembly === "undefined") return undefined;
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(decodeBase64(base64)), {}).exports as Exports;
  } catch {
    return undefined;
  }
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** By hand: the package asks nothing of its host but the language. */
function decodeBase64(text: string): Uint8Array {
  const digits = text.replace(/=+$/, "");
  const bytes = new Uint8Array((digits.length * 6) >> 3);
  let bits = 0;
  for (let index = 0; index < digits.length; index += 1) {
    bits = (bits << 6) | ALPHABET.indexOf(digits[index]!);
    // After each digit but every fourth a byte is complete.
    const spare = 6 - 2 * (index & 3);
    if (spare < 6) bytes[(index * 6 + 6 - spare - 8) >> 3] = bits >> spare;
  }
  return bytes;
}
