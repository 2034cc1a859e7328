/** Contrast of colours (WCAG 2.2, relative luminance), so that any brand colour stays readable. */
export type Rgb = readonly [number, number, number];

export function parseHex(color: string): Rgb | null {
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color.trim())?.[1];
  if (hex === undefined) return null;
  const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
  return [0, 2, 4].map((start) => Number.parseInt(full.slice(start, start + 2), 16)) as unknown as Rgb;
}

export const toHex = (color: Rgb): string =>
  `#${color.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

export function contrast(a: Rgb, b: Rgb): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The nearest shade of `color` that reaches `ratio` on `ground`: darker on light grounds, lighter on dark ones. */
export function readableOn(color: Rgb, ground: Rgb, ratio: number): Rgb {
  const target: Rgb = luminance(ground) > 0.4 ? [0, 0, 0] : [255, 255, 255];
  for (let step = 0; step <= 40; step += 1) {
    const share = step / 40;
    const shade = color.map((part, index) => part + ((target[index] ?? 0) - part) * share) as unknown as Rgb;
    if (contrast(shade, ground) >= ratio) return shade;
  }
  return target;
}

export const black: Rgb = [17, 18, 20];
export const white: Rgb = [255, 255, 255];
/** Black or white, whichever reads better on the colour. */
export const inkOn = (color: Rgb): Rgb => (contrast(white, color) >= 4.5 || contrast(white, color) >= contrast(black, color) ? white : black);
