/**
 * What leaves the configurator and comes into it: by the clipboard, and as files. And what it says of that.
 */

/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);

/** @type {ReturnType<typeof setTimeout> | undefined} */
let silence;

/** @param {string} message */
export function say(message) {
  at('status').textContent = message;
  clearTimeout(silence);
  silence = setTimeout(() => (at('status').textContent = ''), 8000);
}

/** @param {string} text @param {string} done @param {HTMLElement} back Who gets the focus back. */
export async function copy(text, done, back) {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    // Denied, or plain http: a selected text does as well.
    const box = document.createElement('textarea');
    box.value = text;
    box.className = 'away';
    document.body.append(box);
    box.select();
    const copied = document.execCommand('copy');
    box.remove();
    back.focus();
    if (copied) return say(done);
    const code = at('code');
    code.value = text;
    code.focus();
    code.select();
    say('This browser blocks copying. The text is selected: press Ctrl+C, or Cmd+C.');
  }
}

/** Hands a file over. @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** What becomes of the file that is chosen next. @type {(text: string) => void} */
let use = () => {};

/** Asks for a file. @param {(text: string) => void} then */
export function choose(then) {
  use = then;
  at('file').value = '';
  at('file').click();
}

at('file').addEventListener('change', async () => {
  const [file] = at('file').files;
  if (file) use(await file.text());
});
