/** Models that the user adds to the catalogue by option. */
import type { ExtraModel } from '../config.ts';
import type { ModelTraits } from '../model.ts';
import { resolveModel } from './catalogue.ts';

/**
 * Traits of added models: those given, and for the rest those of the model that the id resolves to, or of an unknown one.
 *
 * @example extraModels(['my-model', { id: 'acme/large', maxOutput: 4096 }])
 */
export function extraModels(entries: readonly (string | ExtraModel)[]): ModelTraits[] {
  return entries.map((entry) => {
    const given = typeof entry === 'string' ? { id: entry } : entry;
    return { ...resolveModel(given.id), slug: given.id, displayName: given.id, ...given, known: true };
  });
}
