/** The library: what `import ... from 'stuntdouble'` gives. */

export type { Clock } from './clock.ts';
export type { Options } from './config.ts';
export type * as anthropic from './contract/generated/anthropic.ts';
export type * as llmRouter from './contract/generated/llm-router.ts';
export type * as openrouter from './contract/generated/openrouter.ts';
export type { Violation } from './errors.ts';
export type { Exchange, Outcome } from './exchange/exchange.ts';
export type { FaultRule, FaultRuleView } from './exchange/fault-rule.ts';
export { FaultRuleError } from './exchange/fault-rules.ts';
export type { JournalFilter } from './journal/filter.ts';
export type { JournalEntry } from './journal/journal-entry.ts';
export type { Budget, Totals } from './journal/totals.ts';
export { type ReportFormat, verdictReport } from './journal/verdicts/report.ts';
export type { Evidence, Severity, Verdict } from './journal/verdicts/verdict.ts';
export { type Verification, VerificationError } from './journal/verification.ts';
export type { Expectation } from './journal/verify.ts';
export type { ToolCallExpectation } from './journal/verify-tool-calls.ts';
export type { Message } from './message/message.ts';
export { type Address, createMock, type ExchangeListener, type Mock, type MockParts } from './mock.ts';
export { OptionError } from './resolve-options.ts';
export type { Session } from './sessions/session.ts';
export { SessionError } from './sessions/sessions.ts';
export type { Respond } from './stubs/respond.ts';
export type { StubDefinition, When } from './stubs/stub.ts';
export { StubError, type StubProblem } from './stubs/stub-error.ts';
export type { NearMiss, StubView } from './stubs/stub-view.ts';
export type { VirtualClock } from './virtual-clock.ts';
