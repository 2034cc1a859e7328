/** Files that are being attached: dropped, pasted or picked; each with its progress and its failure. */
import { uploadAttachment } from '$api/conversations';
import { Problem } from '$api/problem';
import type { Attachment } from '$api/types';
import { explain } from '$i18n';

export interface Upload {
  key: string;
  file: File | null;
  name: string;
  size: number;
  type: string;
  /** 0…1. */
  progress: number;
  done: Attachment | null;
  error: string | null;
  stop: AbortController;
  /** Puts a picture into the text once it is uploaded. */
  place: ((done: Attachment) => void) | null;
}

export class Uploads {
  list = $state<Upload[]>([]);

  /** `onchange` hears of each file that came or went. */
  constructor(private readonly onchange: () => void = () => undefined) {}

  get busy(): boolean {
    return this.list.some((one) => one.done === null && one.error === null);
  }
  get failed(): boolean {
    return this.list.some((one) => one.error !== null);
  }
  get attachments(): Attachment[] {
    return this.list.flatMap((one) => (one.done ? [one.done] : []));
  }

  add(files: Iterable<File>, place: ((done: Attachment) => void) | null = null): void {
    for (const file of files) {
      const upload: Upload = {
        key: crypto.randomUUID(),
        file,
        name: file.name,
        size: file.size,
        type: file.type,
        progress: 0,
        done: null,
        error: null,
        stop: new AbortController(),
        place
      };
      this.list.push(upload);
      void this.send(upload.key);
    }
  }

  async send(key: string): Promise<void> {
    const upload = this.list.find((one) => one.key === key);
    if (!upload?.file) return;
    upload.error = null;
    upload.stop = new AbortController();
    try {
      const done = await uploadAttachment(upload.file, (progress) => (upload.progress = progress), upload.stop.signal);
      upload.done = upload.place ? { ...done, inline: true } : done;
      upload.place?.(done);
      upload.progress = 1;
      this.onchange();
    } catch (error) {
      if (!(error instanceof DOMException)) upload.error = explain(Problem.from(error));
    }
  }

  remove(key: string): void {
    this.list.find((one) => one.key === key)?.stop.abort();
    this.list = this.list.filter((one) => one.key !== key);
    this.onchange();
  }

  clear(): void {
    this.list = [];
  }

  /** Puts back what a draft or a taken-back message carried; what is here stays. */
  restore(attachments: Attachment[]): void {
    const missing = attachments.filter((given) => !this.list.some((one) => one.done?.id === given.id));
    const back = missing.map((done) => ({
      key: done.id,
      file: null,
      name: done.name,
      size: done.size,
      type: done.type,
      progress: 1,
      done,
      error: null,
      stop: new AbortController(),
      place: null
    }));
    this.list = [...back, ...this.list];
  }
}
