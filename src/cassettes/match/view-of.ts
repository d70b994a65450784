/** What of a request's body counts, at a matching level and under a cassette's rules: what keys are made of, and what is compared. */
import type { CassetteSettings } from '../cassette-settings.ts';
import { withReferences } from '../side-file.ts';
import { edited } from './edited.ts';
import { isDeeperThan } from './is-deeper-than.ts';
import { reduced } from './reduced.ts';
import { Rewriter } from './rewriter.ts';
import { rulesOf } from './rules.ts';
import { SecretNames } from './secret-names.ts';

/** The part of a request that a view is made of. */
interface Bodied {
  body: unknown;
  text?: string;
}

/** Live requests are at most 200 deep; a file written by hand may hold anything. */
const MAX_DEPTH = 400;

/**
 * The body as it is compared. What does not count is gone from objects, and from lists as well when the view is `compact`; a
 * view with `gaps` has undefined there, so that everything stands at the index at which it was asked.
 *
 * @returns JSON, but for the gaps; the text when the body is not JSON
 */
export function viewOf(request: Bodied, settings: CassetteSettings, form: 'compact' | 'gaps'): unknown {
  const rules = rulesOf(settings);
  const secrets = new SecretNames(settings);
  const rewriter = new Rewriter(rules, secrets);
  const { body } = request;
  if (body === undefined) return textView(request.text ?? '', secrets, rewriter);
  if (isDeeperThan(body, MAX_DEPTH)) return textOf(body);
  secrets.learn(body);
  const counted = withReferences(reduced(edited(body, rules), rules.level)).body;
  const view = rewriter.value(counted ?? null, form);
  return withModel(view, counted);
}

function textView(text: string, secrets: SecretNames, rewriter: Rewriter): string {
  secrets.learn(text);
  return rewriter.text(text);
}

/** The date in the name of a model is part of the name, whatever is normalised. */
function withModel(view: unknown, counted: unknown): unknown {
  const model = (counted as { model?: unknown } | null | undefined)?.model;
  return typeof model === 'string' ? { ...(view as object), model } : view;
}

/** Of a value that is nested too deep to walk. */
function textOf(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'nested too deep to be compared';
  }
}
