// Sign-in at an OpenID Connect issuer: authorization code with PKCE (RFC 7636), for a public client.
const PENDING = 'tidemark.sign-in.pending';
const REFRESH = 'tidemark.refresh-token';

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
  return sessionStorage.getItem(PENDING) !== null && answer.has('state') && (answer.has('code') || answer.has('error'));
}

/** Trades the code in the address for a token, and puts the view from before back into the address. */
export async function takeTokenFromIssuer(issuer) {
  const pending = JSON.parse(sessionStorage.getItem(PENDING));
  const answer = new URLSearchParams(location.search);
  sessionStorage.removeItem(PENDING);
  history.replaceState(null, '', location.pathname + pending.search);
  // Another state is the answer to a question that this tab did not ask.
  if (answer.get('state') !== pending.state || !answer.has('code')) {
    throw new Error(answer.get('error') ?? 'state');
  }
  return trade(issuer, {
    grant_type: 'authorization_code',
    code: answer.get('code'),
    redirect_uri: returnAddress(),
    code_verifier: pending.verifier,
  });
}

/** A fresh token when the issuer gave the means, otherwise null. */
export async function renewedToken(issuer) {
  const refresh = sessionStorage.getItem(REFRESH);
  if (refresh === null) {
    return null;
  }
  sessionStorage.removeItem(REFRESH);
  return trade(issuer, { grant_type: 'refresh_token', refresh_token: refresh }).catch(() => null);
}

async function trade(issuer, parameters) {
  const answer = await fetch(issuer.token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({ client_id: issuer.client_id, ...parameters }),
  });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok || !body.access_token) {
    throw new Error(body.error ?? String(answer.status));
  }
  if (body.refresh_token) {
    sessionStorage.setItem(REFRESH, body.refresh_token);
  }
  return body.access_token;
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
