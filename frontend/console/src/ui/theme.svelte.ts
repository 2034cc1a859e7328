/** Light, dark or high contrast, and the workspace's brand colour, put on `<html>` as custom properties. */
import { contrast, inkOn, parseHex, readableOn, toHex, type Rgb } from './contrast';

export type ThemeChoice = 'system' | 'light' | 'dark' | 'contrast';
type Theme = 'light' | 'dark' | 'contrast';
const KEPT = 'tillside.theme';
const grounds: Record<Theme, Rgb> = { light: [255, 255, 255], dark: [26, 28, 32], contrast: [255, 255, 255] };

const kept = (): ThemeChoice => {
  const value = localStorage.getItem(KEPT);
  return value === 'light' || value === 'dark' || value === 'contrast' ? value : 'system';
};

let choice = $state<ThemeChoice>(kept());
let resolved = $state<Theme>(resolve(kept()));
let brand: string | null = null;

export const theme = {
  get choice(): ThemeChoice {
    return choice;
  },
  get dark(): boolean {
    return resolved === 'dark';
  }
};

export function chooseTheme(next: ThemeChoice): void {
  choice = next;
  localStorage.setItem(KEPT, next);
  paint();
}

/** Follows the system while the choice is `system`; returns what stops it. */
export function followSystem(): () => void {
  const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', paint);
  paint();
  return () => queries.forEach((query) => query.removeEventListener('change', paint));
}

export function setBrand(color: string): void {
  brand = color;
  paint();
}

function resolve(wanted: ThemeChoice): Theme {
  if (wanted !== 'system') return wanted;
  if (matchMedia('(prefers-contrast: more)').matches) return 'contrast';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

function paint(): void {
  resolved = resolve(choice);
  const root = document.documentElement;
  root.dataset['theme'] = resolved;
  const color = brand === null ? null : parseHex(brand);
  if (color === null) return;
  const ground = grounds[resolved];
  const ink = inkOn(color);
  // A button must stand out from its ground (3:1) and its text from the button (4.5:1, 7:1 in high contrast).
  const visible = contrast(color, ground) < 1.6 ? readableOn(color, ground, 1.6) : color;
  const solid = readableOn(visible, inkOn(visible), resolved === 'contrast' ? 7 : 4.5);
  root.style.setProperty('--brand', toHex(solid));
  root.style.setProperty('--on-brand', toHex(contrast(solid, ink) >= 4.5 ? ink : inkOn(solid)));
  // It also stands on tints of itself, which are lighter than a dark ground.
  root.style.setProperty('--brand-text', toHex(readableOn(color, ground, { light: 5, dark: 6.5, contrast: 7 }[resolved])));
}
