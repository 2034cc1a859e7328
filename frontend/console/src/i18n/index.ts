export * as format from './format.svelte';
export { clock, startClock } from './clock.svelte';
export { setTimeZone, currentTimeZone } from './format.svelte';
export {
  language,
  languageNames,
  languages,
  needWholeCatalogue,
  isLanguage,
  preferredLanguage,
  setLanguage,
  t,
  tWord,
  type MessageId
} from './language.svelte';
export { explain } from './explain';
