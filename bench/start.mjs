/** Milliseconds from starting the process to its first answered request, as a user starts it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { ask, median, program, replyOf } from './support.mjs';

const ROUNDS = 9;

async function toFirstAnswer(port) {
  const began = performance.now();
  const server = spawn(process.execPath, [program, '--port', String(port), '--log', 'silent'], { stdio: 'ignore' });
  for (;;) {
    try {
      await replyOf(`http://127.0.0.1:${port}`, ask());
      break;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
  const took = performance.now() - began;
  server.kill('SIGKILL');
  await once(server, 'exit');
  return took;
}

export async function startToFirstAnswer() {
  const times = [];
  for (let round = 0; round < ROUNDS; round++)
    times.push(await toFirstAnswer(20_000 + ((process.pid + round * 7) % 20_000)));
  const node = Array.from({ length: ROUNDS }, () => {
    const began = performance.now();
    spawnSync(process.execPath, ['-e', '0']);
    return performance.now() - began;
  });
  console.log('\nProcess start to first answered request');
  console.log(
    `  stuntdouble     ${median(times).toFixed(0)} ms (median of ${ROUNDS}; fastest ${Math.min(...times).toFixed(0)})`,
  );
  console.log(`  node -e 0       ${median(node).toFixed(0)} ms, start to exit`);
}
