/** One form that is being sent: whether it is under way, and what the server had against it. */
import { Problem } from '$api/problem';
import { explain, tWord } from '$i18n';

export class Submission {
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);

  /** Does the work once at a time; resolves to whether it was done. What went wrong stays in `problem`. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.problem = Problem.from(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** What is wrong with a field, by its JSON pointer; also with anything inside of it. */
  field(pointer: string): string | null {
    const found = this.problem?.errors.find((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`));
    return found === undefined ? null : tWord('field', found.code ?? 'invalid', 'field-invalid');
  }

  /** What is wrong with the whole. */
  get words(): string | null {
    return this.problem === null ? null : explain(this.problem);
  }
}
