import { useState } from "react";

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  readonly disabled?: boolean;
}

export function CopyButton({ text, label, disabled = false }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    // Browsers give the clipboard to secure pages only; what would be copied can be seen and marked.
    if (!navigator.clipboard) return;
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1_200);
  };
  return (
    <button type="button" disabled={disabled} onClick={() => void copy()}>
      {copied ? "Copied" : label}
    </button>
  );
}
