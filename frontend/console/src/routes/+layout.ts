import { needWholeCatalogue, preferredLanguage, setLanguage } from '$i18n';

// The server sends one page for every address; all drawing happens in the browser.
export const ssr = false;
export const prerender = false;
export const trailingSlash = 'never';

let spoken = false;

export async function load({ url }: { url: URL }): Promise<void> {
  if (!spoken) await setLanguage(preferredLanguage());
  spoken = true;
  // The inbox brings its own texts; everything else asks for the whole catalogue.
  if (url.pathname !== '/' && !url.pathname.startsWith('/inbox')) await needWholeCatalogue();
}
