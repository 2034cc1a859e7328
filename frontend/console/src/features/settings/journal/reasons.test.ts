import { beforeAll, expect, test } from 'vitest';
import { needWholeCatalogue, setLanguage } from '$i18n';
import { reasonText, replayText } from './reasons';

beforeAll(async () => {
  await setLanguage('en');
  await needWholeCatalogue();
});

test('a reason that is known is told in the catalogue’s words, another in its own', () => {
  expect(reasonText('nobody here has this address')).not.toBe('nobody here has this address');
  expect(reasonText('550 5.1.1 User unknown')).toBe('550 5.1.1 User unknown');
});

test('what was not written down is counted behind the reason', () => {
  const alone = reasonText('it is larger than 35 MiB');
  const more = reasonText('it is larger than 35 MiB (11 more refusals before it were not written down)');
  expect(more.startsWith(`${alone} `)).toBe(true);
  expect(more).toContain('11');
});

test('the words that tell of spam are shown', () => {
  const text = reasonText("97 % like what the team called spam: casino, bonus; its sender's domain disowns it");
  expect(text).toContain('casino, bonus');
  expect(text).toContain('97');
});

test('what came of reading again is told by its parts', () => {
  expect(replayText('nothing differs')).not.toContain('differs: ');
  expect(replayText('new: subject, new_text')).not.toContain('new_text');
  expect(replayText('rejected became stored')).not.toContain('became stored');
});
