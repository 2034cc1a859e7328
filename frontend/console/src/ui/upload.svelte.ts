/** Files on their way to the server: how far they are, and what it had against them. */
import { explain } from '$i18n';

export class Upload {
  /** How much is sent, 0…1; nothing while nothing is on its way. */
  sent = $state<number | null>(null);
  problem = $state<string | null>(null);
  #calledOff: AbortController | undefined;

  /** Resolves to whether the files arrived. What was called off is no problem. */
  async run(work: (onsent: (share: number) => void, signal: AbortSignal) => Promise<unknown>): Promise<boolean> {
    const calledOff = new AbortController();
    this.#calledOff = calledOff;
    this.sent = 0;
    this.problem = null;
    try {
      await work((share) => (this.sent = share), calledOff.signal);
      return true;
    } catch (error) {
      if (!(error instanceof DOMException)) this.problem = explain(error);
      return false;
    } finally {
      this.sent = null;
    }
  }

  callOff(): void {
    this.#calledOff?.abort();
  }
}
