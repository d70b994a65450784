/** The same examples in every run of the property tests; another seed with STUNTDOUBLE_PROPERTY_SEED, or `random`. */
import fc from 'fast-check';

const seed = process.env['STUNTDOUBLE_PROPERTY_SEED'] ?? '20261120';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });
