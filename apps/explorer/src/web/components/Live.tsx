import { useEffect, useRef, useState } from "react";

/** A value that lights up once when it changes, and settles. Not on its first appearance. */
export function Live({ children, title }: { readonly children: string; readonly title?: string }) {
  const last = useRef(children);
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    if (last.current === children) return;
    last.current = children;
    setChanges((count) => count + 1);
  }, [children]);
  return (
    <span key={changes} className={changes > 0 ? "live-change" : undefined} title={title}>
      {children}
    </span>
  );
}
