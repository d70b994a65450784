/** Where a place of a view stands in a body as it was sent. */
import { valueAt } from '../../contract/pointer.ts';
import type { Location } from './json-path.ts';

/**
 * In a view a text that is all of a content stands in a block; where it was sent as a string, that string is the place.
 *
 * @param bodies the first that has anything at the place decides
 * @example shownLocation(['system', 0, 'text'], { system: 'Be kind.' }) // ['system']
 */
export function shownLocation(location: Location, ...bodies: readonly unknown[]): Location {
  for (const body of bodies) {
    if (valueAt(body, location) !== undefined) return location;
    for (let end = location.length - 1; end > 0; end--) {
      const above = valueAt(body, location.slice(0, end));
      if (typeof above === 'string') return location.slice(0, end);
      if (above !== undefined) break;
    }
  }
  return location;
}
