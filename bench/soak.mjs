/** Memory over time: ever-new prompts, repeated ones and streams in turn. Resident memory is printed as it goes. */
import { readFileSync } from 'node:fs';
import { ask, fileOf, load, startProgram } from './support.mjs';

const rss = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

export async function soak({ minutes }) {
  const mock = await startProgram();
  const plain = fileOf('soak.json', JSON.stringify(ask()));
  const stream = fileOf('soak-stream.json', JSON.stringify(ask({ stream: true })));
  const samples = [rss(mock.pid)];
  console.log(`\nSoak of ${minutes} minutes; resident memory in MB`);
  for (let round = 0; round < minutes * 6; round++) {
    load(mock.url, plain, { seconds: 4, fresh: true });
    load(mock.url, plain, { seconds: 3 });
    load(mock.url, stream, { seconds: 3, fresh: true });
    samples.push(rss(mock.pid));
    if (round % 6 === 0) console.log(`  after ${((round + 1) / 6).toFixed(1)} min: ${samples.at(-1).toFixed(0)}`);
  }
  mock.stop();
  const half = samples.slice(Math.floor(samples.length / 2));
  console.log(
    `  at start ${samples[0].toFixed(0)}, most ${Math.max(...samples).toFixed(0)}, second half ${Math.min(...half).toFixed(0)} to ${Math.max(...half).toFixed(0)}`,
  );
}
