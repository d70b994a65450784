/** Stunt Double as the benchmark serves it: silent, but telling where it listens. */
import { createMock } from '../dist/index.js';

const { url } = await createMock({ port: 0 }).listen();
console.log(JSON.stringify({ url }));
