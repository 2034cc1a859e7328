import { beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '$api/problem';
import { needWholeCatalogue, setLanguage } from '$i18n';
import { Upload } from './upload.svelte';

describe('files on their way', () => {
  beforeAll(async () => {
    await setLanguage('en');
    await needWholeCatalogue();
  });

  it('tell how far they are until they arrived', async () => {
    const upload = new Upload();
    const arrived = upload.run((onsent) => {
      onsent(0.4);
      return Promise.resolve();
    });
    expect(upload.sent).toBe(0.4);
    expect(await arrived).toBe(true);
    expect([upload.sent, upload.problem]).toEqual([null, null]);
  });

  it('say what the server had against them, until they are sent again', async () => {
    const upload = new Upload();
    expect(await upload.run(() => Promise.reject(new Problem('offline', 0)))).toBe(false);
    expect([upload.sent, upload.problem]).toEqual([null, expect.stringMatching(/./)]);
    expect(await upload.run(() => Promise.resolve())).toBe(true);
    expect(upload.problem).toBeNull();
  });

  it('can be called off, which is no problem', async () => {
    const upload = new Upload();
    const arrived = upload.run(
      (_, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError'))))
    );
    upload.callOff();
    expect(await arrived).toBe(false);
    expect([upload.sent, upload.problem]).toEqual([null, null]);
  });
});
