// What the page prints can be read again: asked of every language that the platform knows, in Node and in browsers.

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
/** Languages that write numbers differently from one country to another. */
const REGIONS = (
  'ar-AE ar-DZ ar-EG ar-MA bn-IN de-AT de-CH de-LI en-AU en-CA en-CH en-DE en-FI en-GB en-IN en-NZ en-ZA en-ZM es-419 ' +
  'es-AR es-CO es-CR es-MX es-US fr-BE fr-CA fr-CH fr-TN hi-IN it-CH mr-IN ne-NP nl-BE pt-AO pt-CV pt-PT ru-UA sr-Latn ' +
  'sw-CD sw-KE ta-IN ta-LK ur-IN uz-Cyrl zh-Hant zh-HK'
).split(' ');

/** Every language of the platform, and those regions that it knows. */
export function locales() {
  const tags = LETTERS.flatMap((one) => LETTERS.flatMap((two) => [one + two, ...LETTERS.map((last) => one + two + last)]));
  const known = Intl.NumberFormat.supportedLocalesOf(tags);
  // An alias is the language that it stands for.
  const own = known.filter((tag) => new Intl.NumberFormat(tag).resolvedOptions().locale === tag);
  return [...own, ...Intl.NumberFormat.supportedLocalesOf(REGIONS)];
}

/** Numbers of 10⁻³ to 10¹³, round and not, and those with three decimals. */
export function values() {
  const some = [0, 0.008, 0.0099, 12.345, 250.125, 999.999, 0.125, 123456, 1234567.89, 98765.4321, 1 / 3];
  for (let exponent = -3; exponent <= 13; exponent++) {
    for (const digits of ['1.234', '7']) some.push(Number(`${digits}e${exponent}`));
  }
  return new Float64Array(some.filter((value) => value <= 1e13));
}

/** Lets a browser breathe. */
const pause = () => new Promise((go) => setTimeout(go));

/**
 * What is printed and cannot be read, or is read as another number.
 * @param {{ unreadable(locale: string, currency: string, values: Float64Array): string[] }} probe
 * @param {() => void} step is told that it goes on
 */
export async function check(probe, step = () => {}) {
  const many = values();
  const wrong = [];
  for (const locale of locales()) {
    await pause();
    step();
    for (const currency of ['EUR', 'KWD']) wrong.push(...probe.unreadable(locale, currency, many));
  }
  // Every currency, where signs stand before the number and where they stand behind it, and where they are in Arabic.
  const round = new Float64Array([0.5, 12.345, 1234.5, 1.5e6, 12.3e9]);
  for (const currency of Intl.supportedValuesOf('currency')) {
    await pause();
    step();
    for (const locale of ['en', 'de', 'ar', 'tr']) wrong.push(...probe.unreadable(locale, currency, round));
  }
  return wrong;
}
