/** Templates of a reply that cannot be read, and texts that look like templates and are none. */

import { checkTemplate } from '../replies/template-engine.ts';
import type { Respond } from '../respond.ts';
import type { Findings, Path } from './findings.ts';

/** What templates are filled into. */
const FILLED = ['text', 'content', 'id', 'model', 'error', 'raw', 'events', 'headers'] as const;

const LOOKS_LIKE_ONE = /\{\{\s*(?:request|body|model|text|turn|headers|now|fake)\b/;

/** @param template does `template: true` hold for this reply? */
export function checkTemplates(respond: Respond, path: Path, template: boolean, findings: Findings): void {
  if (template) {
    for (const key of FILLED) checkTexts(respond[key], [...path, key], findings);
  } else if (respond.text !== undefined && respond.template === undefined && LOOKS_LIKE_ONE.test(respond.text)) {
    findings.warning([...path, 'text'], '{{ ... }} is sent as it stands. Write template: true to have it filled in.');
  }
}

function checkTexts(value: unknown, path: Path, findings: Findings): void {
  if (typeof value === 'string') {
    const problem = checkTemplate(value);
    if (problem === undefined) return;
    findings.error(
      path,
      `this template cannot be filled in. ${problem} Mend it; to send braces as they are, write template: false.`,
    );
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      checkTexts(inner, [...path, Array.isArray(value) ? Number(key) : key], findings);
    }
  }
}
