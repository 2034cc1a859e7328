/** A picture that somebody has, as a logo is taken: a PNG whose longest side is 512 pixels at most. */
import { Problem } from '$api/problem';

const LONGEST = 512;
export const pictures = 'image/png,image/jpeg,image/webp';

/** The size in which it fits, in the same proportion; no picture is made larger. */
export function fitted(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONGEST / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Refused as the server would, where the browser can't read it. */
export async function asLogo(file: Blob): Promise<Blob> {
  const unreadable = new Problem('validation', 422, undefined, [{ pointer: '', code: 'not-a-picture', detail: '' }]);
  const bitmap = await createImageBitmap(file).catch(() => {
    throw unreadable;
  });
  const size = fitted(bitmap.width, bitmap.height);
  const canvas = Object.assign(document.createElement('canvas'), size);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, size.width, size.height);
  bitmap.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((made) => (made === null ? reject(unreadable) : resolve(made)), 'image/png');
  });
}
