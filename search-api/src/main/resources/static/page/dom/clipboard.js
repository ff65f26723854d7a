/**
 * Copies the text of an element. Pages without TLS have no clipboard: the text is selected, and the browser copies it.
 *
 * @param {HTMLElement} source
 */
export async function copyText(source) {
  const text = source instanceof HTMLInputElement ? source.value : source.textContent;
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text).catch(() => copySelected(source));
  } else {
    copySelected(source);
  }
}

function copySelected(source) {
  if (source instanceof HTMLInputElement) {
    source.focus();
    source.select();
  } else {
    getSelection().selectAllChildren(source);
  }
  document.execCommand('copy');
}
