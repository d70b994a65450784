/** The corridor's context, with what follows from the options worked out once for all requests. */
import { listModels, resolveModel } from '../backend/catalogue.ts';
import { extraModels } from '../backend/extra-models.ts';
import { ageOf } from '../cassettes/age.ts';
import { type Origins, originsOf } from '../cassettes/upstream/origins.ts';
import { OptionError } from '../resolve-options.ts';
import type { Context } from './context.ts';
import { usualOf } from './usual.ts';

/** @throws OptionError for faults, upstreams or an age that cannot be read */
export function contextOf(given: Omit<Context, 'usual' | 'model' | 'models' | 'origins' | 'expires'>): Context {
  const extra = extraModels(given.options.models);
  return {
    ...given,
    usual: usualOf(given.options),
    origins: usualOrigins(given.options.upstream),
    expires: usualAge(given.options.expires),
    model: (id) => resolveModel(id, { extra }),
    models: [...extra, ...listModels()],
  };
}

/** @throws OptionError for an upstream that is none */
function usualOrigins(texts: readonly string[]): Origins {
  const origins = originsOf(texts);
  if ('problem' in origins) throw new OptionError(`option upstream: ${origins.problem}`);
  return origins;
}

/** @throws OptionError for an age that is none */
function usualAge(text: string): number | undefined {
  const age = ageOf(text);
  if (text === '' || age !== undefined) return age;
  throw new OptionError(`option expires: expected an age such as 30d, 12h or 90m, but got "${text.slice(0, 40)}".`);
}
