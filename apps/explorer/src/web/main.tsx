import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.js";
import "./styles/base.css";
import "./styles/layout.css";
import "./styles/parts.css";

// Each query asks again by itself after some seconds; a retry in between would only hide that the gateway is away.
const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: "always" } } });

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  );
}
