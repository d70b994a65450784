/** Headers that HTTP does not allow. */
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { describeValue } from '../../contract/describe-value.ts';
import type { Findings, Path } from './findings.ts';

/** What says where a body ends: of two that say so, clients hang or fail, and Node refuses a trailer beside a length. */
const FRAMING: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding', 'trailer']);

/** Adds what is wrong with headers that a stub sends; `null` takes one away. */
export function checkHeaders(
  headers: Readonly<Record<string, string | null>> | undefined,
  path: Path,
  findings: Findings,
): void {
  for (const [name, value] of Object.entries(headers ?? {})) {
    const problem = headerNameProblem(name) ?? (value === null ? undefined : valueProblem(name, value));
    if (problem !== undefined) findings.error([...path, name], problem);
  }
}

/** What is wrong with the name of a header, if anything is. */
export function headerNameProblem(name: string): string | undefined {
  try {
    validateHeaderName(name);
    return undefined;
  } catch {
    return `HTTP does not allow the header name ${shown(name)}. Use letters, digits and hyphens, e.g. x-served-by.`;
  }
}

function valueProblem(name: string, value: string): string | undefined {
  if (FRAMING.has(name.toLowerCase())) {
    return 'the mock itself says where a body ends. Take it away; a reply is broken off by a fault, e.g. faults: truncate.';
  }
  try {
    validateHeaderValue('x', value);
    return undefined;
  } catch {
    return `HTTP does not allow the header value ${shown(value)}. Use visible characters of Latin-1, without line breaks.`;
  }
}

function shown(text: string): string {
  return describeValue(text).slice('string '.length);
}
