/** What there is to say of a whole cassette. */
import type { Cassette } from '../../cassettes/cassette.ts';
import type { CassetteSettings } from '../../cassettes/cassette-settings.ts';
import { errorOf } from '../../cassettes/replay/error-of.ts';
import { formOf } from '../../cassettes/replay/form-of.ts';
import { messageOf } from '../../cassettes/replay/message-of.ts';
import { costOfReply, inputTokens, modelOf } from './figures.ts';

export interface Summary {
  name: string;
  folder: string;
  exchanges: number;
  /** Asked for, in the order in which they first came. */
  models: string[];
  /** How many replies are of each form. */
  forms: { stream: number; json: number; other: number };
  /** How many replies tell of an error, and how many broke off. */
  errors: number;
  broken: number;
  input_tokens: number;
  output_tokens: number;
  /** US dollars of all replies whose cost is known; null when that is none. */
  cost: number | null;
  /** When its oldest and its newest exchange were recorded, ISO 8601; null when it is empty. */
  first: string | null;
  last: string | null;
  settings: CassetteSettings;
}

export function summaryOf({ name, folder, settings, recordings }: Cassette): Summary {
  const forms = { stream: 0, json: 0, other: 0 };
  for (const recording of recordings) forms[formOf(recording)]++;
  const messages = recordings.map(messageOf).filter((message) => message !== undefined);
  const costs = messages.map(costOfReply).filter((cost) => cost !== null);
  const times = recordings.map(({ startedAt }) => startedAt).sort();
  return {
    name,
    folder,
    exchanges: recordings.length,
    models: [...new Set(recordings.map(modelOf).filter((model) => model !== null))],
    forms,
    errors: recordings.filter((recording) => errorOf(recording) !== undefined).length,
    broken: recordings.filter(({ response }) => response.broken && response.broken !== 'error event').length,
    input_tokens: sum(messages.map(({ usage }) => inputTokens(usage))),
    output_tokens: sum(messages.map(({ usage }) => usage.output_tokens)),
    // To a tenth of a nano-dollar, so that no binary noise shows.
    cost: costs.length === 0 ? null : Math.round(sum(costs) * 1e10) / 1e10,
    first: times[0] ?? null,
    last: times.at(-1) ?? null,
    settings,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
