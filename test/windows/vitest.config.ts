import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/windows/**/*.test.ts'],
    // Much more than any takes, so that a busy machine fails none.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    teardownTimeout: 60_000,
    // They share one Wine, and its ExifTools want a core each.
    fileParallelism: false,
    isolate: false,
    globalSetup: ['test/windows/set-up.ts'],
    setupFiles: ['test/helpers/setup.ts'],
  },
});
