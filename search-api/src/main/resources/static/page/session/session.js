// The token lives in the tabs of this browser, never in the address or in a cookie. A new tab gets it from one that is
// signed in, and signing out ends the session of all of them.
const TOKEN = 'tidemark.token';
const REFRESH = 'tidemark.refresh-token';

/** Held by every tab that is signed in, so that a new one knows whether to wait for an answer. */
const SIGNED_IN = 'tidemark.signed-in';

/** At most one tab at a time uses the refresh token: many issuers take each one once. */
const RENEWAL = 'tidemark.renewal';

/** Longest wait for a tab that is signed in. */
const ANSWER_MILLIS = 1_500;

/** The same where a page cannot know whether there is one: locks are for secure addresses alone. */
const BLIND_MILLIS = 300;

const channel = new BroadcastChannel('tidemark.session');
let onSignedIn = () => {};
let onSignedOut = () => {};
let release = null;
let accepted = false;
let joining = false;

channel.addEventListener('message', ({ data }) => {
  if (data.kind === 'ask' && accepted && token() !== data.refused) {
    channel.postMessage({ kind: 'answer', session: session() });
  } else if (data.kind === 'signed-in' && token() === null && !joining) {
    keep(data.session);
    onSignedIn();
  } else if (data.kind === 'renewed' && token() === data.previous) {
    keep(data.session);
  } else if (data.kind === 'signed-out') {
    forget();
    onSignedOut();
  }
});

/** Calls back when this tab is signed in or out because another one was. */
export function followOtherTabs(callbacks) {
  ({ onSignedIn, onSignedOut } = callbacks);
}

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
  return sessionStorage.getItem(TOKEN);
}

/** Takes the refresh token away: many issuers take each one once. */
export function takeRefreshToken() {
  const taken = sessionStorage.getItem(REFRESH);
  sessionStorage.removeItem(REFRESH);
  return taken;
}

/** Signs this tab in; whether the server takes the token is open. */
export function signIn(given, refresh = null) {
  keep({ token: given.trim(), refresh });
}

/** The server took the token: other tabs may have it. */
export function shareSession() {
  accepted = true;
  holdSignedIn();
  channel.postMessage({ kind: 'signed-in', session: session() });
}

/** Puts a renewed token in the place of the one before, in all tabs. */
export function replaceToken(given, refresh) {
  const previous = token();
  keep({ token: given, refresh });
  channel.postMessage({ kind: 'renewed', previous, session: session() });
}

/** Runs `renewal` while no other tab renews; by then another one may have done so. */
export function renewAlone(renewal) {
  return navigator.locks ? navigator.locks.request(RENEWAL, renewal) : renewal();
}

/** Forgets all that this browser tab knows of the person. */
export function forget() {
  sessionStorage.clear();
  accepted = false;
  release?.();
  release = null;
}

/** Makes all tabs forget the person. */
export function signOutEverywhere() {
  forget();
  channel.postMessage({ kind: 'signed-out' });
}

/** Takes the session of another tab, unless its token is the `refused` one; whether there was one. */
export async function joinOtherTab(refused = null) {
  const wait = await answerMillis();
  if (wait === 0) {
    return false;
  }
  joining = true;
  const joined = await answerOfOtherTab(refused, wait).finally(() => { joining = false; });
  if (joined !== null) {
    keep(joined);
  }
  return joined !== null;
}

function answerOfOtherTab(refused, wait) {
  return new Promise((resolve) => {
    const listen = ({ data }) => {
      if (data.session && data.session.token !== refused) {
        finish(data.session);
      }
    };
    const finish = (found) => {
      channel.removeEventListener('message', listen);
      clearTimeout(waiting);
      resolve(found);
    };
    const waiting = setTimeout(() => finish(null), wait);
    channel.addEventListener('message', listen);
    channel.postMessage({ kind: 'ask', refused });
  });
}

async function answerMillis() {
  if (!navigator.locks) {
    return BLIND_MILLIS;
  }
  const { held } = await navigator.locks.query();
  const holders = held.filter((lock) => lock.name === SIGNED_IN).length;
  return holders > (release === null ? 0 : 1) ? ANSWER_MILLIS : 0;
}

function session() {
  return { token: token(), refresh: sessionStorage.getItem(REFRESH) };
}

function keep({ token: given, refresh }) {
  sessionStorage.setItem(TOKEN, given);
  if (refresh === null) {
    sessionStorage.removeItem(REFRESH);
  } else {
    sessionStorage.setItem(REFRESH, refresh);
  }
}

/** Says to other tabs that this one is signed in. */
function holdSignedIn() {
  if (release === null && navigator.locks) {
    const ended = new Promise((resolve) => { release = resolve; });
    navigator.locks.request(SIGNED_IN, { mode: 'shared' }, () => ended);
  }
}
