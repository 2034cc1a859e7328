// @vitest-environment node
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const eslint = new ESLint({ cwd: process.cwd() });

async function rulesBrokenBy(source: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(source, { filePath: 'src/ui/Probe.svelte' });
  return (result?.messages ?? []).map((message) => message.ruleId);
}

describe('the house rules', () => {
  it.each([
    '<p class="ml-2">1</p>',
    '<p class="hover:text-left">1</p>',
    `<p class={['absolute', 'right-0']}>1</p>`,
    '<p class="rounded-tl-md">1</p>',
    '<p class="x">1</p><style>.x { margin-left: 4px }</style>'
  ])('refuse what is physical: %s', async (source) => {
    expect(await rulesBrokenBy(source)).toContain('tillside/logical-css');
  });

  it.each(['<p>Hello there</p>', '<input placeholder="Search" />', '<p title="متن">1</p>'])(
    'refuse a text outside the catalogues: %s',
    async (source) => {
      expect(await rulesBrokenBy(source)).toContain('tillside/texts-in-catalogue');
    }
  );

  it('let logical properties and what is the same everywhere pass', async () => {
    const source = '<p class="ms-2 text-start rounded-s-md" lang="en">Tillside · 12</p><style>.x { inset-inline-start: 0 }</style>';
    expect(await rulesBrokenBy(source)).toEqual([]);
  });
});
