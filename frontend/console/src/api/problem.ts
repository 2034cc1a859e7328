export interface FieldError {
  pointer: string;
  detail: string;
  code?: string;
}

/** An answer of the API that is not a success (RFC 9457), or no answer at all (`offline`). */
export class Problem extends Error {
  readonly code: string;
  /** HTTP status; 0 when the server could not be reached. */
  readonly status: number;
  readonly detail: string;
  readonly errors: FieldError[];
  /** Seconds after which the server would like to be asked again. */
  readonly retryAfter: number | null;

  constructor(code: string, status: number, detail = '', errors: FieldError[] = [], retryAfter: number | null = null) {
    super(detail === '' ? code : `${code}: ${detail}`);
    this.name = 'Problem';
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.errors = errors;
    this.retryAfter = retryAfter;
  }

  /** Trying the same again may help: the network or the server was away. */
  get passing(): boolean {
    return this.status === 0 || this.status === 503 || this.status === 502 || this.status === 504;
  }

  /** The error of one field, by its JSON pointer (`/email`). */
  field(pointer: string): FieldError | undefined {
    return this.errors.find((error) => error.pointer === pointer);
  }

  static from(error: unknown): Problem {
    if (error instanceof Problem) return error;
    return new Problem('unexpected', -1, error instanceof Error ? error.message : String(error));
  }
}
