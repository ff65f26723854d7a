// The token lives in this browser tab only, and never in the address.
const KEY = 'tidemark.token';

/** Takes a token out of the fragment of a sign-in link, and the fragment out of the address. */
export function takeTokenFromAddress() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const found = fragment.get('token');
  if (found) {
    signIn(found);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return Boolean(found);
}

export function token() {
  return sessionStorage.getItem(KEY);
}

export function signIn(given) {
  sessionStorage.setItem(KEY, given.trim());
}

/** Forgets all that this browser tab knows of the person. */
export function signOut() {
  sessionStorage.clear();
}
