/** A cassette's settings, made ready for use: once for all recordings and requests. */
import type { CassetteSettings, MatchLevel } from '../cassette-settings.ts';
import { compiledPath, type Location } from './json-path.ts';
import { type Normaliser, normaliserOf } from './normaliser.ts';

export interface Rules {
  level: MatchLevel;
  /** Each tells where what it ignores stands. */
  ignore: readonly ((body: unknown) => Location[])[];
  /** What is normalised at some places only. */
  at: readonly { find: (body: unknown) => Location[]; normalise: Normaliser }[];
  /** What is normalised in all texts, in the order of the settings. */
  everywhere: readonly Normaliser[];
  /** For the search for secrets. */
  settings: CassetteSettings;
}

const ready = new WeakMap<CassetteSettings, Rules>();

/** The rules of these very settings, which are not changed afterwards. */
export function rulesOf(settings: CassetteSettings): Rules {
  let rules = ready.get(settings);
  if (rules === undefined) {
    rules = newRules(settings);
    ready.set(settings, rules);
  }
  return rules;
}

function newRules(settings: CassetteSettings): Rules {
  const { match = 'canonical', ignore = [], normalise = [] } = settings;
  const at: Rules['at'][number][] = [];
  const everywhere: Normaliser[] = [];
  for (const rule of normalise) {
    const normaliser = normaliserOf(rule);
    const path = typeof rule === 'object' ? rule.at : undefined;
    if (normaliser === undefined) continue;
    if (path === undefined) everywhere.push(normaliser);
    else {
      const find = compiledPath(path);
      if (find !== undefined) at.push({ find, normalise: normaliser });
    }
  }
  const found = ignore.map(compiledPath).filter((find) => find !== undefined);
  return { level: match, ignore: found, at, everywhere, settings };
}
