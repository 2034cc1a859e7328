import type { Attachment } from "../protocol/wire";
import type { PanelContext } from "./context";
import { element, icon, iconButton } from "./dom";
import { RequestFailed } from "./server";

type Upload = { file: File; node: HTMLElement; abort: AbortController; attachment: Attachment | null };

/** Files beside the message being written: uploaded at once, so that sending is instant. */
export class Files {
  readonly node = element("ul", { class: "files" });
  private uploads: Upload[] = [];

  constructor(
    private readonly context: PanelContext,
    private readonly onChange: () => void,
  ) {}

  get isUploading(): boolean {
    return this.uploads.some(({ attachment, node }) => !attachment && !node.classList.contains("failed"));
  }

  get hasFailed(): boolean {
    return this.uploads.some(({ node }) => node.classList.contains("failed"));
  }

  add(files: Iterable<File>): void {
    for (const file of files) this.start({ file, node: element("li"), abort: new AbortController(), attachment: null });
  }

  /** What is uploaded, taken out to be sent. */
  take(): Attachment[] {
    const attachments = this.ready;
    this.uploads = this.uploads.filter(({ attachment }) => !attachment);
    this.draw();
    return attachments;
  }

  get ready(): Attachment[] {
    return this.uploads.flatMap(({ attachment }) => attachment ?? []);
  }

  private start(upload: Upload): void {
    if (!this.uploads.includes(upload)) this.uploads.push(upload);
    const { speak, dates, conversation } = this.context;
    const { file, node } = upload;
    const label = (part: number) => speak("uploading", { name: file.name, percent: dates.percent(part) });
    const progress = element("progress", { max: 1, value: 0, "aria-label": label(0) });
    const name = element("bdi", {}, file.name);
    node.className = "";
    node.replaceChildren(icon("file"), name, progress, this.removal(upload));
    this.draw();
    const onProgress = (part: number) => {
      progress.value = part;
      progress.setAttribute("aria-label", label(part));
    };
    conversation
      .upload(file, onProgress, upload.abort.signal)
      .then((attachment) => {
        upload.attachment = attachment;
        progress.replaceWith(element("small", {}, dates.size(file.size)));
      })
      .catch((error: unknown) => this.fail(upload, error instanceof RequestFailed ? error.failure.status : 0))
      .finally(() => this.onChange());
    this.onChange();
  }

  private fail(upload: Upload, status: number): void {
    const { speak } = this.context;
    const key =
      status === 413 ? "upload-too-large" : status === 415 || status === 422 ? "upload-refused" : "upload-failed";
    const retry = element("button", { type: "button", class: "text" }, speak("retry"));
    retry.addEventListener("click", () => this.start({ ...this.forget(upload), abort: new AbortController() }));
    const mayPass = key === "upload-failed";
    const said = element("span", { role: "alert" }, speak(key, { name: upload.file.name }));
    upload.node.className = "failed";
    upload.node.replaceChildren(said, ...(mayPass ? [retry] : []), this.removal(upload));
  }

  private removal(upload: Upload): HTMLButtonElement {
    const button = iconButton("cross", this.context.speak("remove", { name: upload.file.name }), "small");
    button.addEventListener("click", () => {
      upload.abort.abort();
      this.forget(upload);
      this.draw();
      this.onChange();
    });
    return button;
  }

  private forget(upload: Upload): Upload {
    this.uploads = this.uploads.filter((other) => other !== upload);
    return upload;
  }

  private draw(): void {
    this.node.replaceChildren(...this.uploads.map(({ node }) => node));
  }
}
