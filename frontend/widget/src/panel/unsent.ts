import type { Pending } from "../protocol/timeline";
import { parse, write, type VisitorStorage } from "../storage";

/**
 * What the visitor wrote and the server has not acknowledged, kept across reloads. Each message has a key of its own,
 * so that two tabs never overwrite each other's.
 */
export class Unsent {
  private readonly lasting: Storage;
  private readonly prefix: string;

  constructor({ lasting, key }: VisitorStorage) {
    this.lasting = lasting;
    this.prefix = `${key}:unsent:`;
  }

  keep(pending: Pending): void {
    write(this.lasting, this.prefix + pending.client_id, pending);
  }

  letGo(clientId: string): void {
    this.lasting.removeItem(this.prefix + clientId);
  }

  /** In the order of writing. */
  all(): Pending[] {
    const keys = Array.from({ length: this.lasting.length }, (_, index) => this.lasting.key(index) ?? "");
    return keys
      .filter((key) => key.startsWith(this.prefix))
      .flatMap((key) => (parse(this.lasting.getItem(key)) as Pending | null) ?? [])
      .sort((a, b) => a.written_at - b.written_at);
  }
}
