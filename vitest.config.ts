import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/setup.ts'],
    // Clients print retry warnings; a failing test shows its own output anyway.
    silent: 'passed-only',
  },
});
