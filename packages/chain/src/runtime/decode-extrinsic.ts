import type { GenericExtrinsic } from "@polkadot/types";
import { blake2b256, fromHex, toHex } from "@taostack/primitives";
import { decodeBytes, type Runtime } from "./runtime.js";

export interface DecodedExtrinsic {
  /** Hex. */
  readonly hash: string;
  /** `SubtensorModule.add_stake`. */
  readonly call: string;
  /** ss58; absent for what the author put in. */
  readonly signer: string | undefined;
  /** By the chain's names, plain: see `PlainTypes`. */
  readonly args: Readonly<Record<string, unknown>>;
}

/** @throws `chain/bad_response` for bytes that are no extrinsic of this runtime. */
export function decodeExtrinsic(runtime: Runtime, hex: string): DecodedExtrinsic {
  const { parts, types } = runtime;
  const bytes = fromHex(hex);
  return decodeBytes(
    "an extrinsic",
    () => {
      const extrinsic = parts.registry.createType("Extrinsic", hex) as unknown as GenericExtrinsic;
      const { method } = extrinsic;
      const args = Array.from(method.meta.fields, (field, index) => [
        field.name.unwrapOr(`param${index}`).toString(),
        decodeBytes("an argument", types.decoderOf(field.type.toNumber()), method.args[index]!.toU8a()),
      ]);
      return {
        hash: toHex(blake2b256(bytes)),
        call: `${runtime.palletName(method.callIndex[0] ?? -1)}.${method.meta.name.toString()}`,
        signer: extrinsic.isSigned ? extrinsic.signer.toString() : undefined,
        args: Object.fromEntries(args),
      };
    },
    bytes,
  );
}
