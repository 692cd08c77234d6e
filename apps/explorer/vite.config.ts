import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The gateway that a page under `vite` (development) asks. */
const gateway = process.env.GATEWAY_URL ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react()],
  build: { outDir: "dist/pages", target: "es2022", modulePreload: { polyfill: false } },
  server: { proxy: { "/api": gateway, "/v1": gateway } },
});
