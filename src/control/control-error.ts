/** An error of the control API: what is wrong, and what to do about it. */

/** What a caller may find beside the message. */
export interface ControlErrorDetail {
  /** What to do, for people. */
  hint?: string;
  /** What is wrong where, for machines. */
  problems?: readonly unknown[];
  /** Response headers, such as `allow`. */
  headers?: Readonly<Record<string, string>>;
}

/** Thrown by handlers, and by all that stands before them; told as `{ "error": { "message", "hint", "problems" } }`. */
export class ControlError extends Error {
  override name = 'ControlError';
  readonly status: number;
  readonly detail: ControlErrorDetail;
  constructor(status: number, message: string, detail: ControlErrorDetail = {}) {
    super(message);
    this.status = status;
    this.detail = detail;
  }
}
