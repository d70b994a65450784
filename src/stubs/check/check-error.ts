/** What is wrong with an error that a stub answers. */
import { errorNames, findError } from '../../error-names.ts';
import type { ErrorGiven } from '../respond.ts';
import { checkHeaders } from './check-headers.ts';
import type { Findings, Path } from './findings.ts';
import { didYouMean } from './suggest.ts';

/** Enough to see what names look like. */
const SHOWN = 'overloaded, rate_limit, invalid_request, authentication, not_found';

export function checkError(given: ErrorGiven, path: Path, findings: Findings): void {
  if (typeof given !== 'object') {
    checkName(given, path, findings);
    return;
  }
  const { type, status, headers } = given;
  if (type === undefined && status === undefined) {
    findings.error(path, 'it does not say which error. Give its type, e.g. type: overloaded, or its status.');
  }
  if (type !== undefined) checkName(type, [...path, 'type'], findings);
  if (status !== undefined) checkName(status, [...path, 'status'], findings);
  checkHeaders(headers, [...path, 'headers'], findings);
}

function checkName(name: string | number, path: Path, findings: Findings): void {
  if (findError(name) !== undefined) return;
  if (typeof name === 'number' || /^\d+$/.test(name)) {
    findings.error(path, `expected the status of an error, 400 to 599, but got ${name}. For any other, use raw.`);
    return;
  }
  const meant = didYouMean(name, errorNames()) || ` Use a name such as ${SHOWN}, or a status.`;
  findings.error(path, `there is no error ${JSON.stringify(name.slice(0, 60))}.${meant}`);
}
