import { speaker } from '../../language/language.js';
import { faultInWords } from '../../problem/problem.js';
import { get, post, Problem } from '../../request/api.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

const MODEL = 'tidemark-test';
const PAUSE_MILLIS = 2_000;

/** A new key is accepted within 30 s. */
const KEY_MILLIS = 45_000;

/** A call is counted with the next checkpoint of the job. */
const COUNT_MILLIS = 120_000;

/**
 * Sends a test event and waits until it is counted. `say(words, state)` shows each step; the state is `running`, `good`
 * or `bad`. `isWanted()` tells whether somebody still looks.
 */
export async function sendTestEvent(key, say, isWanted) {
  try {
    say(text('sending'), 'running');
    const before = await countCalls();
    const result = await sendUntilKnown(key, say, isWanted);
    if (result.state === 'accepted') {
      say(text('acceptedNow'), 'running');
      await awaitCounted(before, say, isWanted);
    } else {
      say(result.state === 'unreachable' ? text('testUnreachable') : text('testRejected', { message: result.message ?? result.state }), 'bad');
    }
  } catch (fault) {
    if (!(fault instanceof Problem)) {
      throw fault;
    }
    say(text('testFailed', { message: faultInWords(fault) }), 'bad');
  }
}

async function sendUntilKnown(key, say, isWanted) {
  const end = performance.now() + KEY_MILLIS;
  let result = await post('/sources:test', { key });
  while (result.state === 'unknown_key' && performance.now() < end && isWanted()) {
    say(text('waitingForKey'), 'running');
    await pause();
    result = await post('/sources:test', { key });
  }
  return result;
}

async function awaitCounted(before, say, isWanted) {
  const end = performance.now() + COUNT_MILLIS;
  let now = await countCalls();
  while (now <= before && performance.now() < end && isWanted()) {
    await pause();
    now = await countCalls();
  }
  say(now > before ? text('counted', { before, now }) : text('notCounted', { seconds: COUNT_MILLIS / 1_000 }), now > before ? 'good' : 'bad');
}

async function countCalls() {
  return (await get('/model-calls/summary', { range: '2h', model: MODEL })).calls ?? 0;
}

function pause() {
  return new Promise((resolve) => { setTimeout(resolve, PAUSE_MILLIS); });
}
