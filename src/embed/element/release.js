/**
 * Which release this is, and under which name it stands in a page.
 */

/** The release; the build writes it here. */
export const version = '__VERSION__';
/** The languages beside English, each in text/<tag>.js; the build writes them here. */
export const languages = '__LANGUAGES__';
/** What the Wasm module must hash to; the build writes it here, and an unfinished build checks nothing. */
export const integrity = '__INTEGRITY__';
/** The same of each file of the program's late parts. */
export const panelsIntegrity = '__PANELS_INTEGRITY__';
export const sharedIntegrity = '__SHARED_INTEGRITY__';
export const campaignsIntegrity = '__CAMPAIGNS_INTEGRITY__';
/** The name of the build, under which a late part asks for what it shares; the build writes it here, where it makes parts. */
export const build = '__BUILD__';
/** The version of the contract with the host page. */
export const API_VERSION = 1;
/** A second version on a page takes another name: `embed.js?tag=comarketing-roi-next`. */
export const TAG =
  new URL(import.meta.url ?? 'file:').searchParams.get('tag')?.match(/^[a-z]+(-[a-z0-9]+)+$/)?.[0] ?? 'comarketing-roi';
