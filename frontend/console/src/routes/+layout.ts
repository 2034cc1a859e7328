import { preferredLanguage, setLanguage } from '$i18n';

// The server sends one page for every address; all drawing happens in the browser.
export const ssr = false;
export const prerender = false;
export const trailingSlash = 'never';

export async function load(): Promise<void> {
  await setLanguage(preferredLanguage());
}
