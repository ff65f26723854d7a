import { button, element } from '../dom/element.js';
import { speaker } from '../language/language.js';
import { header } from '../shell/header.js';
import { TEXTS } from '../shell/texts.js';
import { leaveForIssuer } from './issuer.js';
import { signIn } from './session.js';

const text = speaker(TEXTS);

/** Shows the way in; `message` says why it is needed, or is null. `onSignedIn` is called with a token. */
export function showSignIn(mode, message, onSignedIn) {
  const again = () => showSignIn(mode, message, onSignedIn);
  document.title = 'Tidemark';
  document.body.replaceChildren(
    element('header', { className: 'masthead' }, header(null, { onLook: again })),
    element(
      'main', { id: 'main', className: 'sign-in', tabIndex: -1 },
      element('h1', {}, 'Tidemark'),
      message && element('p', { id: 'problem', className: 'problem', attributes: { role: 'alert' } }, message),
      mode.mode === 'oidc' ? issuerButton(mode) : tokenForm(onSignedIn),
    ),
  );
}

function issuerButton(issuer) {
  return element(
    'div', { id: 'sign-in' },
    element('p', {}, text('issuerHint', { issuer: issuer.issuer })),
    button(text('signIn'), () => leaveForIssuer(issuer), { className: 'primary' }),
  );
}

function tokenForm(onSignedIn) {
  const field = element('input', { id: 'token', type: 'password', autocomplete: 'off', spellcheck: false, required: true });
  const submit = (event) => {
    event.preventDefault();
    signIn(field.value);
    onSignedIn();
  };
  return element(
    'form', { id: 'sign-in', on: { submit } },
    element('p', {}, text('tokenHint')),
    element('label', { htmlFor: 'token' }, text('token')),
    field,
    element('button', { type: 'submit', className: 'primary' }, text('signIn')),
  );
}
