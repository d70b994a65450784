/** The corridor's context, with what follows from the options worked out once for all requests. */
import { listModels, resolveModel } from '../backend/catalogue.ts';
import { extraModels } from '../backend/extra-models.ts';
import type { Context } from './context.ts';
import { usualOf } from './usual.ts';

/** @throws OptionError for faults that cannot be read */
export function contextOf(given: Omit<Context, 'usual' | 'model' | 'models'>): Context {
  const extra = extraModels(given.options.models);
  return {
    ...given,
    usual: usualOf(given.options),
    model: (id) => resolveModel(id, { extra }),
    models: [...extra, ...listModels()],
  };
}
