/** Work that may never end, ended: a regular expression from a stranger must not hold up the whole server. */
import { createRequire } from 'node:module';
import type { Context, Script } from 'node:vm';

/** Milliseconds that such work may take. */
export const TIME_BOUND = 50;
/** How often work is begun again that a busy machine kept from running. */
const MOST_ATTEMPTS = 5;

let bench: { context: Context & { work?: () => unknown }; script: Script } | undefined;

/**
 * What `work` returns, or undefined when it took longer than 50 ms.
 *
 * V8 only ends what runs in a context with a timeout; functions from outside that are called there end with it. One call costs about
 * a tenth of a millisecond, so this is for what is suspicious.
 */
export function withinTime<T>(work: () => T): T | undefined {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const before = process.cpuUsage();
    const done = tried(work);
    if (done) return done.value;
    // The timeout counts the time in which others had the processor, too.
    const { user, system } = process.cpuUsage(before);
    if (user + system > TIME_BOUND * 800) return undefined;
  }
  return undefined;
}

/** What the work returns, or undefined when it was ended. */
function tried<T>(work: () => T): { value: T } | undefined {
  bench ??= newBench();
  bench.context.work = work;
  try {
    return { value: bench.script.runInContext(bench.context, { timeout: TIME_BOUND }) as T };
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  } finally {
    delete bench.context.work;
  }
}

function newBench(): NonNullable<typeof bench> {
  const vm = createRequire(import.meta.url)('node:vm') as typeof import('node:vm');
  return { context: vm.createContext(Object.create(null)), script: new vm.Script('work()') };
}
