import type { Failure } from "../protocol/happenings";
import type { Pending } from "../protocol/timeline";
import type { Attachment, ChatMessage, Earlier, Session, SessionRequest } from "../protocol/wire";

/** A request that the server refused or that did not reach it. */
export class RequestFailed extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code ?? `status ${failure.status}`);
  }
}

/** Longest wait for an answer, in milliseconds. */
const PATIENCE = 20_000;

/** The requests of `/chat/v1`. */
export class Server {
  constructor(private readonly base: string) {}

  async openSession(request: SessionRequest): Promise<Session> {
    return this.post<Session>("/chat/v1/sessions", request);
  }

  async postMessage(token: string, pending: Pending): Promise<ChatMessage> {
    const { client_id, text, attachments, page, email, name } = pending;
    const body = { client_id, text, attachments: attachments.map(({ id }) => id), page, email, name };
    return (await this.post<{ message: ChatMessage }>(`/chat/v1/messages?token=${encodeURIComponent(token)}`, body))
      .message;
  }

  async earlier(token: string, before: string): Promise<Earlier> {
    return this.ask<Earlier>(`/chat/v1/messages?token=${encodeURIComponent(token)}&before=${before}`);
  }

  openSocket(token: string, after: string | null): WebSocket {
    const url = new URL(`${this.base}/chat/v1/socket`);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    url.searchParams.set("token", token);
    if (after) url.searchParams.set("after", after);
    return new WebSocket(url);
  }

  /** Uploads one file; `onProgress` hears of the part sent, 0 to 1. XMLHttpRequest, since fetch tells no progress. */
  upload(token: string, file: File, onProgress: (part: number) => void, signal: AbortSignal): Promise<Attachment> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.append("file", file, file.name);
      request.open("POST", `${this.base}/chat/v1/attachments?token=${encodeURIComponent(token)}`);
      request.responseType = "json";
      request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
      request.onload = () =>
        request.status < 300
          ? resolve(request.response as Attachment)
          : reject(new RequestFailed({ status: request.status }));
      request.onerror = () => reject(new RequestFailed({ status: 0 }));
      signal.addEventListener("abort", () => request.abort());
      request.send(body);
    });
  }

  /** Where an attachment is read, with the token that opens it; null for an address that is no web address. */
  attachmentUrl(token: string, attachment: Attachment): string | null {
    const url = new URL(attachment.url, this.base);
    if (!/^https?:$/.test(url.protocol)) return null;
    const isOurs = url.origin === new URL(this.base).origin;
    if (isOurs && !url.searchParams.has("token")) url.searchParams.set("token", token);
    return url.href;
  }

  private post<Answer>(path: string, body: unknown): Promise<Answer> {
    const headers = { "Content-Type": "application/json" };
    return this.ask<Answer>(path, { method: "POST", headers, body: JSON.stringify(body) });
  }

  private async ask<Answer>(path: string, request: RequestInit = {}): Promise<Answer> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), PATIENCE);
    try {
      const response = await fetch(this.base + path, { ...request, credentials: "omit", signal: abort.signal });
      const answer: unknown = await response.json().catch(() => null);
      if (response.ok && answer) return answer as Answer;
      throw new RequestFailed({
        status: response.ok ? 502 : response.status,
        ...(isProblem(answer) && { code: answer.code }),
        ...retryAfter(response),
      });
    } catch (error) {
      throw error instanceof RequestFailed ? error : new RequestFailed({ status: 0 });
    } finally {
      clearTimeout(timer);
    }
  }
}

function isProblem(answer: unknown): answer is { code: string } {
  return typeof answer === "object" && answer !== null && "code" in answer && typeof answer.code === "string";
}

function retryAfter(response: Response): { retryAfter?: number } {
  const seconds = Number(response.headers.get("Retry-After"));
  return seconds > 0 ? { retryAfter: seconds } : {};
}
