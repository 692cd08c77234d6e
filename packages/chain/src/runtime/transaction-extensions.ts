import { concatBytes, fromHex } from "@taostack/primitives";
import { chainError } from "../errors.js";
import { compactBytes, integerBytes } from "./encode-scalar.js";
import type { TransactionExtension } from "./metadata/metadata.js";
import type { Runtime } from "./runtime.js";

/** What the extensions of a transaction are about. */
export interface Terms {
  readonly nonce: number;
  readonly era: Uint8Array;
  /** Hex, of the block that the era begins at. */
  readonly birthHash: string;
}

interface Extension {
  /** What stands in the transaction. */
  readonly explicit?: (terms: Terms) => Uint8Array;
  /** What is signed, and not sent. */
  readonly implicit?: (terms: Terms, runtime: Runtime) => Uint8Array;
}

const NONE = Uint8Array.of(0);

/** Without a tip, and without a hash of the metadata. */
const known: Readonly<Record<string, Extension>> = {
  CheckMortality: { explicit: ({ era }) => era, implicit: ({ birthHash }) => fromHex(birthHash) },
  CheckNonce: { explicit: ({ nonce }) => compactBytes(nonce, 32) },
  ChargeTransactionPayment: { explicit: () => NONE },
  CheckMetadataHash: { explicit: () => NONE, implicit: () => NONE },
  CheckSpecVersion: { implicit: (_, { version }) => integerBytes(version.specVersion, 32) },
  CheckTxVersion: { implicit: (_, { version }) => integerBytes(version.transactionVersion, 32) },
  CheckGenesis: { implicit: (_, { genesisHash }) => fromHex(genesisHash) },
};

/** Sent between signature and call; the second is signed behind the call as well. @throws `chain/unsupported`. */
export function encodeExtensions(runtime: Runtime, terms: Terms): [explicit: Uint8Array, implicit: Uint8Array] {
  const { extensions } = runtime.metadata.extrinsic;
  const part = (extension: TransactionExtension, of: "explicit" | "implicit"): Uint8Array => {
    const encode = known[extension.name]?.[of];
    if (encode) return encode(terms, runtime);
    const type = of === "explicit" ? extension.type : extension.implicit;
    if (isEmpty(runtime, type)) return new Uint8Array();
    throw chainError(
      { code: "chain/unsupported", kind: "transaction extension", name: extension.name },
      `This chain's transactions have an extension ${extension.name}, which this client cannot fill in.`,
      { remedy: "Use a newer version of this package." },
    );
  };
  return [
    concatBytes(...extensions.map((each) => part(each, "explicit"))),
    concatBytes(...extensions.map((each) => part(each, "implicit"))),
  ];
}

function isEmpty({ types }: Runtime, typeId: number): boolean {
  const { def } = types.entry(typeId);
  if (def.kind === "tuple") return def.of.every((type) => isEmpty({ types } as Runtime, type));
  return def.kind === "composite" && def.fields.every(({ type }) => isEmpty({ types } as Runtime, type));
}
