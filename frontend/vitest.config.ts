import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Tests that need a page say so in their first line: // @vitest-environment jsdom
    environment: "node",
    include: ["**/*.test.ts", "**/*.test.tsx"],
    exclude: ["node_modules/**", "dist/**"],
    restoreMocks: true,
  },
});
