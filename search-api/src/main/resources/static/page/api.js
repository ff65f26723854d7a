import { token } from './session.js';

/** A refusal of the API; `status` is 0 when it did not answer at all. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

/** The answer of one route; parameters that are null or empty are left out. */
export async function get(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null && one !== undefined && one !== '') {
        query.append(name, one);
      }
    }
  }
  const answer = await send(`/api/v1${path}?${query}`);
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) {
    throw new Problem(answer.status, body.detail ?? answer.statusText);
  }
  return body;
}

async function send(address) {
  try {
    return await fetch(address, {
      headers: { Authorization: `Bearer ${token()}`, Accept: 'application/json' },
    });
  } catch {
    throw new Problem(0, '');
  }
}
