/** The entry that is shown, from what was kept. */
import { faultTexts } from '../exchange/fault-schedule.ts';
import type { JournalEntry } from './journal-entry.ts';
import { planView } from './plan-view.ts';
import { reduce } from './reduce.ts';
import type { View } from './view.ts';

/** The whole entry. Never throws, whatever was sent and answered. */
export function entryOf(view: View, session: string): JournalEntry {
  const { noted } = view;
  const { plan, body, outcome } = noted;
  const message = view.message();
  return {
    id: view.id,
    session,
    at: new Date(noted.at).toISOString(),
    request: {
      method: noted.method,
      path: noted.path,
      query: { ...noted.query },
      headers: view.headers(),
      body: view.body().value,
      raw: view.body().raw,
      bytes: body.size,
      omitted: body.omitted,
    },
    dialect: noted.dialect,
    dialectBecause: noted.because,
    endpoint: noted.deed,
    model: view.model,
    stream: noted.stream,
    violations: noted.violations,
    stub: plan?.stub ? { id: plan.stub.id, name: plan.stub.name } : null,
    cassette: noted.playing ?? null,
    nearMisses: view.nearMisses(),
    source: view.source,
    seed: plan?.seed ?? null,
    plan: plan ? planView(plan) : null,
    faults: faultTexts(plan?.faults ?? []),
    response: {
      status: noted.status,
      headers: view.replyHeaders(),
      message,
      body: message ? null : shown(view.replyBody()),
      events: view.events(),
      bytes: outcome.bytes,
      omitted: noted.framesOmitted,
    },
    outcome: outcome.ended,
    milliseconds: view.milliseconds,
    usage: view.usage ?? null,
    cost: view.cost,
  };
}

/** A body of the reply; what is nested too deep for JSON is not shown. */
function shown(body: unknown): unknown {
  try {
    return reduce(body);
  } catch {
    return null;
  }
}
