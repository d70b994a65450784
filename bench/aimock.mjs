/** The peer aimock with one fixture that matches every prompt and answers with a text of the same size. Usage: node aimock.mjs <reply file> */
import { readFileSync } from 'node:fs';
import { LLMock } from '@copilotkit/aimock';

const reply = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const mock = new LLMock({ port: 0, logLevel: 'silent' });
mock.onMessage(/[\s\S]*/, { content: reply.content.map(({ text }) => text ?? '').join('') });
await mock.start();
console.log(JSON.stringify({ url: mock.url }));
