/** The studio: one page, served by Django below /static/editor/. */
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  base: "/static/editor/",
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: "dist/editor",
    emptyOutDir: true,
    target: "es2022",
    assetsDir: "assets",
    // The content security policy of the studio allows files of our own origin only, no data: fonts.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
  },
});
