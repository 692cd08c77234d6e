import { Component, type ReactNode } from "react";
import { RequestError } from "../api/get-json.js";
import { ErrorNote } from "./ErrorNote.js";

interface PageBoundaryProps {
  readonly children: ReactNode;
}

/** Says so where a page that is loaded on its own did not come: the gateway is away, or was renewed since this one was opened. */
export class PageBoundary extends Component<PageBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <main>
        <ErrorNote what="This page could not be shown" error={notShown} onRetry={() => window.location.reload()} />
      </main>
    );
  }
}

const notShown = new RequestError(
  "The gateway may be away, or newer than the page that you have open. Load the page again.",
  0,
  "page_not_shown",
);
