/**
 * The web chat, in three runs into dist/webchat:
 *   --mode chat    chat.js and a chunk per language: the chat itself, loaded when it is first opened
 *   --mode loader  webchat.js: the script that a site embeds. It names the chat it was built with, `chat.js?v=<hash>`,
 *                  so that both can be cached and still never be of two builds
 *   --mode pages   pages.css: style and fonts of the demo page and the full-page chat
 */

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { defineConfig, type UserConfig } from "vite";
import { shadowStyles } from "./scripts/shadowStyles.ts";

const OUT = "dist/webchat";

const shared = {
  publicDir: false,
  base: "/static/webchat/",
  plugins: [shadowStyles()],
  define: { "process.env.NODE_ENV": '"production"' },
} satisfies UserConfig;

const output = { outDir: OUT, target: "es2022", assetsInlineLimit: 0, reportCompressedSize: false } as const;

function chat(): UserConfig {
  return {
    ...shared,
    build: {
      ...output,
      emptyOutDir: true,
      minify: true,
      modulePreload: false,
      lib: { entry: "webchat/chat.tsx", formats: ["es"], fileName: () => "chat.js" },
      rollupOptions: { output: { chunkFileNames: "labels-[name]-[hash].js", minify: true } },
    },
  };
}

function loader(): UserConfig {
  const file = `${OUT}/chat.js`;
  if (!existsSync(file)) throw new Error(`${file} is missing: build with --mode chat first`);
  const hash = createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 12);
  return {
    ...shared,
    define: { ...shared.define, CHAT_FILE: JSON.stringify(`chat.js?v=${hash}`) },
    build: {
      ...output,
      emptyOutDir: false,
      lib: { entry: "webchat/loader.ts", formats: ["iife"], name: "BotBuilderLoader", fileName: () => "webchat.js" },
    },
  };
}

function pages(): UserConfig {
  return {
    ...shared,
    build: {
      ...output,
      emptyOutDir: false,
      rollupOptions: {
        input: "webchat/pages/pages.css",
        output: {
          assetFileNames: (asset) => (asset.names[0]?.endsWith(".css") ? "pages.css" : "fonts/[name]-[hash][extname]"),
        },
      },
    },
  };
}

export default defineConfig(({ mode }) => {
  const runs: Readonly<Record<string, () => UserConfig>> = { chat, loader, pages };
  const run = runs[mode];
  if (!run) throw new Error("build the web chat with --mode chat, --mode loader or --mode pages, in this order");
  return run();
});
