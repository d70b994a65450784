/** Stunt Double as the benchmark serves it: without a log, but telling where it listens. Usage: node mock.mjs [options as JSON] */
import { createMock } from '../dist/index.js';

const { url } = await createMock({ port: 0, ...JSON.parse(process.argv[2] ?? '{}') }).listen();
console.log(JSON.stringify({ url }));
