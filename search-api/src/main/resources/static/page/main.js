import { loadCharts } from './charts/canvas.js';
import { button, element } from './dom/element.js';
import { currentLanguage, speak, speaker } from './language/language.js';
import { problemInWords } from './problem/problem.js';
import { get, Problem, signInMode } from './request/api.js';
import { keepAnswersOf } from './request/kept.js';
import { loadSchema } from './schema/schema.js';
import { isBackFromIssuer, renewedToken, SignInRefused, takeTokenFromIssuer } from './session/issuer.js';
import {
  followOtherTabs, forget, joinOtherTab, renewAlone, replaceToken, shareSession, signIn, signOutEverywhere, takeTokenFromAddress, token,
} from './session/session.js';
import { showSignIn } from './session/sign-in.js';
import { Page } from './shell/page.js';
import { TEXTS } from './shell/texts.js';
import { applyTheme, onSystemTheme } from './shell/theme.js';

const text = speaker(TEXTS);

let page = null;

/** Another tab may sign this one in while it starts: the last start counts. */
let starts = 0;

async function start() {
  page?.close();
  page = null;
  const mine = ++starts;
  try {
    if (isBackFromIssuer()) {
      await comeBack();
    } else if (token() === null && !(await joinOtherTab())) {
      const mode = await signInMode();
      if (mine === starts) {
        ask(mode, null);
      }
    } else {
      const [me] = await Promise.all([get('/me'), loadSchema()]);
      if (mine === starts) {
        page = new Page(me, { onSignOut: leave, onExpired: expire });
        shareSession();
      }
    }
  } catch (fault) {
    if (!(fault instanceof Problem)) {
      throw fault;
    }
    await (fault.status === 401 ? expire() : complain(problemInWords(fault) || text('unreachable')));
  }
}

async function comeBack() {
  const issuer = await signInMode();
  try {
    const given = await takeTokenFromIssuer(issuer);
    signIn(given.token, given.refresh);
  } catch (fault) {
    if (!(fault instanceof SignInRefused)) {
      throw fault;
    }
    // A user who is signed in stays so.
    if (token() === null) {
      ask(issuer, text(fault.kind, { issuer: issuer.issuer, reason: fault.reason }));
      return;
    }
  }
  await start();
}

/** Several requests of a view may be refused at once; one of them asks for a new token. */
let expiring = false;

/** A token that is refused as soon as it is renewed is not renewed again. */
const LEAST_LIFE_MILLIS = 10_000;
let renewedAt = -Infinity;

async function expire() {
  if (expiring) {
    return;
  }
  expiring = true;
  page?.close();
  page = null;
  try {
    const renewed = await renew().finally(() => { expiring = false; });
    await (renewed ? start() : null);
  } catch (fault) {
    if (!(fault instanceof Problem)) {
      throw fault;
    }
    complain(problemInWords(fault) || text('unreachable'));
  }
}

/** Whether there is a new token; otherwise the person is asked for one. */
async function renew() {
  const mode = await signInMode();
  const refused = token();
  const young = performance.now() - renewedAt < LEAST_LIFE_MILLIS;
  const renewed = await renewAlone(async () => {
    if (token() !== refused || await joinOtherTab(refused)) {
      return token() !== null;
    }
    const fresh = mode.mode === 'oidc' && !young ? await renewedToken(mode) : null;
    if (fresh !== null) {
      replaceToken(fresh.token, fresh.refresh);
    }
    return fresh !== null;
  });
  if (!renewed) {
    forget();
    ask(mode, text('expired'));
    return false;
  }
  renewedAt = performance.now();
  return true;
}

async function leave() {
  signOutEverywhere();
  await showSignedOut();
}

async function showSignedOut() {
  page?.close();
  page = null;
  starts += 1;
  keepAnswersOf(null);
  history.replaceState(null, '', location.pathname);
  ask(await signInMode(), null);
}

function ask(mode, message) {
  showSignIn(mode, message, start);
}

function complain(message) {
  document.body.replaceChildren(element(
    'main', { id: 'main', className: 'sign-in' },
    element('h1', {}, 'Tidemark'),
    element('p', { id: 'problem', className: 'problem', attributes: { role: 'alert' } }, message),
    button(text('again'), start, { className: 'primary' }),
  ));
}

followOtherTabs({ onSignedIn: start, onSignedOut: showSignedOut });
addEventListener('hashchange', () => takeTokenFromAddress() && start());
onSystemTheme(() => {
  applyTheme();
  page?.build();
});

speak(currentLanguage());
applyTheme();
takeTokenFromAddress();
start();
// Panels that draw wait for it, and complain where it does not come.
loadCharts().catch(() => null);
