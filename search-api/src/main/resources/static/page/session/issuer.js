// Sign-in at an OpenID Connect issuer: authorization code with PKCE (RFC 7636), for a public client.
import { takeRefreshToken } from './session.js';

const PENDING = 'tidemark.sign-in.pending';

/** Why there is no token; `kind` is `foreign`, `denied` or `silent`, `reason` what the issuer said. */
export class SignInRefused extends Error {
  constructor(kind, reason = '') {
    super(reason);
    this.kind = kind;
    this.reason = reason;
  }
}

/** Sends the browser to the issuer; it comes back to where it is now. */
export async function leaveForIssuer(issuer) {
  const verifier = random();
  const state = random();
  sessionStorage.setItem(PENDING, JSON.stringify({ verifier, state, search: location.search }));
  const question = new URL(issuer.authorization_endpoint);
  const parameters = {
    response_type: 'code',
    client_id: issuer.client_id,
    redirect_uri: returnAddress(),
    scope: issuer.scope,
    state,
    code_challenge: await challenge(verifier),
    code_challenge_method: 'S256',
  };
  Object.entries(parameters).forEach(([name, value]) => question.searchParams.set(name, value));
  location.assign(question);
}

/** Whether the address is an answer of the issuer. */
export function isBackFromIssuer() {
  const answer = new URLSearchParams(location.search);
  return answer.has('state') && (answer.has('code') || answer.has('error'));
}

/** Trades the code in the address for `{ token, refresh }`, and puts the view from before back into the address. */
export async function takeTokenFromIssuer(issuer) {
  const pending = JSON.parse(sessionStorage.getItem(PENDING));
  const answer = new URLSearchParams(location.search);
  sessionStorage.removeItem(PENDING);
  history.replaceState(null, '', location.pathname + (pending?.search ?? ''));
  // Without this tab's own state it answers a question that somebody else asked.
  if (answer.get('state') !== pending?.state) {
    throw new SignInRefused('foreign');
  }
  if (!answer.has('code')) {
    throw new SignInRefused('denied', reasonOf(answer.get('error'), answer.get('error_description')));
  }
  return trade(issuer, {
    grant_type: 'authorization_code',
    code: answer.get('code'),
    redirect_uri: returnAddress(),
    code_verifier: pending.verifier,
  });
}

/** A fresh `{ token, refresh }` when the issuer gave the means, otherwise null. */
export async function renewedToken(issuer) {
  const refresh = takeRefreshToken();
  if (refresh === null) {
    return null;
  }
  try {
    const renewed = await trade(issuer, { grant_type: 'refresh_token', refresh_token: refresh });
    // Where the issuer sends no new one, this one stays good (RFC 6749, 6).
    return { ...renewed, refresh: renewed.refresh ?? refresh };
  } catch (fault) {
    if (fault instanceof SignInRefused) {
      return null;
    }
    throw fault;
  }
}

async function trade(issuer, parameters) {
  const answer = await fetch(issuer.token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({ client_id: issuer.client_id, ...parameters }),
  }).catch(() => { throw new SignInRefused('silent'); });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok || !body.access_token) {
    throw new SignInRefused('denied', reasonOf(body.error ?? String(answer.status), body.error_description));
  }
  return { token: body.access_token, refresh: body.refresh_token ?? null };
}

/** The code of a refusal, and its description where there is one. */
function reasonOf(code, description) {
  return description ? `${code} (${description})` : code;
}

function returnAddress() {
  return location.origin + location.pathname;
}

function random() {
  return encode(crypto.getRandomValues(new Uint8Array(32)));
}

async function challenge(verifier) {
  return encode(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

/** Base64url without padding. */
function encode(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
