import { useState } from "react";
import { shortAddress } from "../format.js";

interface AddressProps {
  readonly address: string;
  /** Not cut. */
  readonly whole?: boolean;
}

/** An address cut in the middle; pressing it copies the whole. */
export function Address({ address, whole = false }: AddressProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    // Browsers give the clipboard to secure pages only; the whole address stays in the title.
    if (!navigator.clipboard) return;
    await navigator.clipboard.writeText(address);
    setCopied(true);
    setTimeout(() => setCopied(false), 1_200);
  };
  return (
    <button type="button" className="address" title={`${address}: press to copy`} onClick={() => void copy()}>
      {copied ? "copied" : whole ? address : shortAddress(address)}
    </button>
  );
}
