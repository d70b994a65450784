/**
 * Throughput, pace, start and memory, as ratios measured in one run. Needs Linux, two cores, wrk and taskset.
 *
 *   npm run bench                        all but the soak
 *   npm run bench -- json start          some
 *   npm run bench -- soak --minutes 10
 */
import { parseArgs } from 'node:util';
import { json } from './json.mjs';
import { replay } from './replay.mjs';
import { soak } from './soak.mjs';
import { startToFirstAnswer } from './start.mjs';
import { paced, unpaced } from './streams.mjs';
import { stubs } from './stubs.mjs';
import { needTools } from './support.mjs';

const BENCHES = { json, stubs, replay, unpaced, paced, start: startToFirstAnswer, soak };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '3' },
    minutes: { type: 'string', default: '10' },
  },
});
const chosen = positionals.length > 0 ? positionals : ['json', 'stubs', 'replay', 'unpaced', 'paced', 'start'];
for (const name of chosen) {
  if (!Object.hasOwn(BENCHES, name))
    throw new Error(`There is no benchmark ${name}. There are: ${Object.keys(BENCHES).join(', ')}.`);
}
needTools();
const settings = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]));
console.log(
  `node ${process.version}, ${settings.rounds} rounds of ${settings.seconds} s, server on core 0, client on core 1`,
);
for (const name of chosen) await BENCHES[name](settings);
