/** Which requests of a session got which faults: written down as they come, told as rules that give them again. */
import type { ParsedFault } from '../faults/fault.ts';
import { printFaults } from '../faults/print-faults.ts';
import type { FaultRule } from './fault-rule.ts';

/** Requests in a row that got the same faults. */
interface Run {
  from: number;
  to: number;
  faults: readonly ParsedFault[];
}

/** Runs written down. Those that come later are not: what was replayed up to here is still true to the first time. */
const MOST = 10_000;

export class FaultSchedule {
  #requests = 0;
  #runs: Run[] = [];

  /** Counts a request, and remembers what it got. On the road of every request. */
  note(faults: readonly ParsedFault[]): void {
    this.#requests++;
    if (faults.length > 0) this.#remember(faults);
  }

  /** Rules by the number of the request. Given to a session that nothing was asked of yet, they give the same faults to the same requests. */
  rules(): FaultRule[] {
    const told: { from: number; to: number; faults: string[] }[] = [];
    for (const { from, to, faults } of this.#runs) {
      const texts = faultTexts(faults);
      const last = told.at(-1);
      if (last && last.to === from - 1 && last.faults.join() === texts.join()) last.to = to;
      else told.push({ from, to, faults: texts });
    }
    return told.map(({ from, to, faults }) => ({ faults, when: { nth: from === to ? from : { min: from, max: to } } }));
  }

  reset(): void {
    this.#requests = 0;
    this.#runs = [];
  }

  #remember(faults: readonly ParsedFault[]): void {
    const n = this.#requests;
    const last = this.#runs.at(-1);
    if (last?.to === n - 1 && last.faults === faults) last.to = n;
    else if (this.#runs.length < MOST) this.#runs.push({ from: n, to: n, faults });
  }
}

/** Each fault as it is written in the header `x-mock-fault`, every option written out. */
export function faultTexts(faults: readonly ParsedFault[]): string[] {
  return faults.map((fault) => printFaults([fault]));
}
