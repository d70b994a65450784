/** Gathers problems while a stub is walked through. */
import type { StubProblem } from '../stub-error.ts';

export type Path = readonly (string | number)[];

/** Nobody reads more, and a hostile file could make millions. */
const MOST = 500;

export class Findings {
  readonly problems: StubProblem[] = [];

  error(path: Path, message: string): void {
    this.add({ path, message, severity: 'error' });
  }

  warning(path: Path, message: string): void {
    this.add({ path, message, severity: 'warning' });
  }

  get full(): boolean {
    return this.problems.length >= MOST;
  }

  private add(problem: StubProblem): void {
    // Warnings must not crowd out the errors that follow.
    if (problem.severity === 'error' || this.problems.length < MOST) this.problems.push(problem);
  }
}
