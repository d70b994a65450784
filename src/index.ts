/** The library: what `import ... from 'stuntdouble'` gives. */

export type { Clock } from './clock.ts';
export type { Options } from './config.ts';
export type * as anthropic from './contract/generated/anthropic.ts';
export type * as llmRouter from './contract/generated/llm-router.ts';
export type * as openrouter from './contract/generated/openrouter.ts';
export type { Violation } from './errors.ts';
export type { Exchange, Outcome } from './exchange/exchange.ts';
export type { Message } from './message/message.ts';
export { type Address, createMock, type ExchangeListener, type Mock, type MockParts } from './mock.ts';
export { OptionError } from './resolve-options.ts';
