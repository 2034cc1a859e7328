import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import tillside from './scripts/eslint-rules.js';

export default ts.config(
  { ignores: ['build/', '.svelte-kit/', 'src/i18n/catalogue.gen.d.ts', 'static/boot.js'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser } },
    plugins: { tillside },
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 320, skipBlankLines: true, skipComments: true }],
      'svelte/no-at-html-tags': 'error',
      'svelte/button-has-type': 'error',
      'svelte/require-each-key': 'error',
      // Every path is the root's; the program serves the console there and nowhere else.
      'svelte/no-navigation-without-resolve': 'off',
      // Plain maps here are caches and registries on purpose; what is drawn is state.
      'svelte/prefer-svelte-reactivity': 'off',
      'tillside/logical-css': 'error',
      'tillside/texts-in-catalogue': 'error'
    }
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } }
  },
  {
    files: ['scripts/**', '*.config.*', 'src/api/types.ts', 'tests/**'],
    languageOptions: { globals: { ...globals.node } },
    rules: {
      'no-console': 'off',
      'max-lines': 'off',
      'tillside/logical-css': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off'
    }
  }
);
