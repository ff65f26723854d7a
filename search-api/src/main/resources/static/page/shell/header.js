import { tabNames } from '../address/tabs.js';
import { button, element, select } from '../dom/element.js';
import { icon } from '../dom/icons.js';
import { currentLanguage, LANGUAGES, speak, speaker } from '../language/language.js';
import { isOffered } from '../tabs/roles.js';
import { tabLabel } from '../tabs/tabs.js';
import { TEXTS } from './texts.js';
import { currentTheme, otherTheme } from './theme.js';

const text = speaker(TEXTS);

/** The head of the page. `page` is null while no user is signed in. */
export function header(page, { onLook, onSignOut = null }) {
  const next = currentTheme() === 'dark' ? 'light' : 'dark';
  const theme = element('button', {
    type: 'button', id: 'theme', className: 'quiet', title: text('theme', { theme: text(next) }),
    attributes: { 'aria-label': text('theme', { theme: text(next) }) },
    on: { click: () => { otherTheme(); onLook(); } },
  }, icon(next));
  const language = select(text('language'), LANGUAGES, currentLanguage(), (name) => { speak(name); onLook(); });
  language.id = 'language';
  return element(
    'div', { className: 'head' },
    element('a', { className: 'skip', href: '#main', on: { click: toMain } }, text('skip')),
    element('span', { className: 'brand' }, 'Tidemark'),
    page && tabs(page),
    element(
      'div', { className: 'account' },
      page && element('span', { id: 'who', title: who(page.me) }, who(page.me)),
      language, theme,
      page && button(text('signOut'), onSignOut, { id: 'sign-out' }),
    ),
  );
}

/** The fragment of the address is for sign-in links alone. */
function toMain(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

function tabs(page) {
  return element(
    'nav', { className: 'tabs', attributes: { 'aria-label': text('tabs') } },
    ...tabNames().filter((name) => isOffered(name, page.me)).map((name) => element('a', {
      href: page.addressOfTab(name), textContent: tabLabel(name), data: { tab: name },
      attributes: { 'aria-current': page.view.tab === name ? 'page' : null }, on: { click: page.follow },
    })),
  );
}

function who(me) {
  return [me.tenant, me.user, ...(me.roles.includes('super-admin') ? [text('superAdmin')] : [])].join(' · ');
}
