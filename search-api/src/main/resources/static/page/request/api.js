import { token } from '../session/session.js';

const ROOT = '/api/v1';

/** A refusal of the API; `status` is 0 when it did not answer at all. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? '');
    this.status = status;
    this.kind = (body.type ?? '').split(':').at(-1);
    this.parameter = body.parameter ?? null;
    this.entry = body.entry ?? null;
    this.limit = body.limit ?? null;
    this.retryAfterSeconds = body.retry_after_seconds ?? null;
  }

  /** Whether the same request may succeed later. */
  get mayPass() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** Whether a request was aborted because its answer is no longer needed. */
export function isAborted(fault) {
  return fault instanceof DOMException && fault.name === 'AbortError';
}

/** The answer of one route. Parameters that are null or empty are left out; arrays are repeated, also with an empty text. */
export async function get(path, parameters = {}, signal = undefined) {
  return (await send(path, parameters, 'application/json', signal)).json();
}

/** The same answer as a file, `text/csv` or `application/x-ndjson`. */
export async function download(path, parameters, type, signal = undefined) {
  return (await send(path, parameters, type, signal)).blob();
}

/** The answer to a change; `body` is sent as JSON. */
export function post(path, body, signal = undefined) {
  return write('POST', path, body, signal);
}

/** As `post`, with another method; without a body when it is null. */
export async function write(method, path, body = null, signal = undefined) {
  const change = body === null ? { method } : { method, body: JSON.stringify(body) };
  const answer = await reach(`${ROOT}${path}`, 'application/json', signal, change);
  if (!answer.ok) {
    throw new Problem(answer.status, await answer.json().catch(() => ({})));
  }
  return answer.json();
}

/** How to sign in, as the server is set up. */
export async function signInMode() {
  const answer = await fetch(`${ROOT}/sign-in`).catch(() => { throw new Problem(0, {}); });
  return answer.ok ? answer.json() : { mode: 'token' };
}

async function send(path, parameters, type, signal) {
  const answer = await reach(`${ROOT}${path}?${query(parameters)}`, type, signal);
  if (!answer.ok) {
    throw new Problem(answer.status, await answer.json().catch(() => ({})));
  }
  return answer;
}

async function reach(address, type, signal, change = {}) {
  const headers = { Authorization: `Bearer ${token()}`, Accept: type };
  if ('body' in change) {
    headers['Content-Type'] = 'application/json';
  }
  try {
    return await fetch(address, { ...change, headers, signal });
  } catch (fault) {
    throw isAborted(fault) ? fault : new Problem(0, {});
  }
}

function query(parameters) {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    const given = Array.isArray(value) ? value : [value].filter((one) => one !== null && one !== undefined && one !== '');
    given.forEach((one) => pairs.append(name, one));
  }
  return pairs;
}
