type Channels = readonly [number, number, number];

const BLACK: Channels = [0, 0, 0];
const WHITE: Channels = [255, 255, 255];

/** Reads `#rgb` and `#rrggbb`; null for everything else. */
export function parseColor(text: string | null | undefined): Channels | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text?.trim() ?? "")?.[1];
  if (!digits) return null;
  const pairs = (digits.length === 3 ? digits.replace(/./g, "$&$&") : digits).match(/../g) ?? [];
  const [red = 0, green = 0, blue = 0] = pairs.map((pair) => parseInt(pair, 16));
  return [red, green, blue];
}

export function formatColor(color: Channels): string {
  return "#" + color.map((channel) => Math.round(channel).toString(16).padStart(2, "0")).join("");
}

/** WCAG 2.2 relative luminance, 0 to 1. */
function luminance(color: Channels): number {
  const [red, green, blue] = color.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2 contrast ratio, 1 to 21. */
export function contrast(one: Channels, other: Channels): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Black or white, whichever is read more easily on `color`; one of the two always has 4.5 : 1 or more. */
export function textOn(color: Channels): string {
  return contrast(color, WHITE) >= contrast(color, BLACK) ? "#fff" : "#000";
}

/** `color`, moved towards black or white until it has 4.5 : 1 on `surface`. */
export function legibleOn(surface: Channels, color: Channels): string {
  const towards = luminance(surface) > 0.18 ? BLACK : WHITE;
  let shade = color;
  for (let step = 0; step < 20 && contrast(shade, surface) < 4.5; step++) {
    shade = shade.map((channel, index) => channel + ((towards[index] ?? 0) - channel) * 0.12) as unknown as Channels;
  }
  return formatColor(shade);
}
