/**
 * The texts of one widget: those of its language, and the host's own over them.
 */
import { emitError } from './contract.js';
import { languageOf, loadLanguage, words } from './languages.js';
import { importSibling } from './siblings.js';

export class Words {
  /** @type {Element} */
  #element;
  /** @type {import('./host-data.js').HostData} */
  #data;
  /** The texts of the page with the host's own among them. @type {string | undefined} */
  #labelled;

  /** @param {Element} element @param {import('./host-data.js').HostData} data */
  constructor(element, data) {
    this.#element = element;
    this.#data = data;
  }

  /** Gets the words: those of the language, and the host's own over them. @returns {Promise<unknown> | undefined} */
  load() {
    const learning = loadLanguage(this.#element);
    const labels = this.#data.given('labels');
    if (labels === undefined) {
      this.#labelled = undefined;
      return learning;
    }
    return Promise.all([importSibling(new URL('../labels.js', import.meta.url)), learning])
      .then(async ([module]) => {
        const { table, problems } = await module.apply(words.get(languageOf(this.#element) ?? ''), labels, importSibling);
        this.#labelled = table;
        for (const { path, message } of problems) {
          emitError(this.#element, 'config_invalid', 'config', `labels${path}: ${message}`, true);
        }
      })
      .catch((error) => emitError(this.#element, error.code ?? 'config_invalid', 'config', `labels: ${error.message}`, true));
  }

  /** Whether the host has texts of its own that could not be put in. */
  lackLabels() {
    return this.#data.given('labels') !== undefined && this.#labelled === undefined;
  }

  /** What the app is given; nothing where it speaks its own English. */
  text() {
    return this.#labelled ?? words.get(languageOf(this.#element) ?? '');
  }
}
