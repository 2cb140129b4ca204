import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{test,packages/*/test}/**/*.test.{ts,tsx}'],
    // Those need Wine: `npm run test:windows`.
    exclude: [...configDefaults.exclude, 'test/windows/**'],
    // Much more than any takes, so that a busy machine fails none.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    // Most tests start processes (ExifTool, the built program) and some wait for them: one worker more than cores.
    maxWorkers: availableParallelism() + 1,
    // No file leaves anything behind in a module, so none has to load all of them again.
    isolate: false,
    // Node loads the sources as they are, which takes a third less than a module runner on top of it.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // Expressions are compiled as the program has it.
    execArgv: [
      ...['--import', new URL('test/helpers/tsx.ts', import.meta.url).href],
      '--no-regexp-tier-up',
    ],
    globalSetup: ['test/helpers/global-setup.ts'],
    setupFiles: ['test/helpers/setup.ts'],
  },
});
