import { storageKernelBase64 } from "../../generated/storage-kernel.js";

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  addProduct(target: number, source: number, length: number, tables: number): void;
  hashFour(
    messages: number,
    stride: number,
    length: number,
    counter: number,
    step: number,
    flags: number,
    first: number,
    last: number,
    digests: number,
  ): void;
}

interface WebAssemblyApi {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { readonly exports: object };
}

/** Below lie the kernel's own constants. From here on, memory is the caller's until it returns to its own caller. */
export const FREE_FROM = 4096;
const PAGE_BYTES = 65_536;

let loaded: Exports | undefined;

/** The kernel and its memory, grown so that it reaches up to `end`. */
export function kernelWith(end: number): { readonly kernel: Exports; readonly bytes: Uint8Array } {
  loaded ??= load();
  const missing = end - loaded.memory.buffer.byteLength;
  if (missing > 0) loaded.memory.grow(Math.ceil(missing / PAGE_BYTES));
  return { kernel: loaded, bytes: new Uint8Array(loaded.memory.buffer) };
}

function load(): Exports {
  // Not among the types of the language itself, and the types of the browser are not wanted here.
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };
  const module = new WebAssembly.Module(Buffer.from(storageKernelBase64, "base64"));
  return new WebAssembly.Instance(module, {}).exports as Exports;
}
