/** What the browser remembers of a visitor of one channel, shared by all tabs of the store. */
export type Memory = {
  token?: string;
  visitor_id?: string;
  /** The store's own id of a signed-in visitor; another one must not see this history. */
  identity_id?: string;
  color?: string;
  name?: string;
  greeting?: string;
  /** The newest message that was on the visitor's screen. */
  read_id?: string;
  unread?: number;
  draft?: string;
  /** When the visitor last wrote, in milliseconds since the epoch. */
  wrote_at?: number;
  declined_email?: boolean;
};

/** localStorage where it is allowed; in this page's memory where it is not. */
function allowedStorage(name: "localStorage" | "sessionStorage"): Storage {
  try {
    const storage = window[name];
    storage.setItem("tillside:probe", "");
    storage.removeItem("tillside:probe");
    return storage;
  } catch {
    return pageMemory();
  }
}

function pageMemory(): Storage {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    key: (index) => [...values.keys()][index] ?? null,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    clear: () => values.clear(),
  };
}

export class VisitorStorage {
  readonly lasting = allowedStorage("localStorage");
  private readonly tab = allowedStorage("sessionStorage");
  readonly key: string;

  constructor(channel: string) {
    this.key = `tillside:${channel}`;
  }

  read(): Memory {
    return (parse(this.lasting.getItem(this.key)) as Memory | null) ?? {};
  }

  /** Undefined values are forgotten. */
  remember(change: Partial<Memory>): void {
    write(this.lasting, this.key, { ...this.read(), ...change });
  }

  /** Called when another tab of this visitor remembered something. */
  onChange(listener: () => void): void {
    window.addEventListener("storage", (event) => {
      if (event.key === this.key) listener();
    });
  }

  /** Whether the panel stood open in this tab when the visitor went to the next page. */
  get wasOpen(): boolean {
    return this.tab.getItem(this.key) === "open";
  }

  set wasOpen(open: boolean) {
    if (open) this.tab.setItem(this.key, "open");
    else this.tab.removeItem(this.key);
  }
}

export function write(storage: Storage, key: string, value: unknown): void {
  try {
    storage.setItem(key, JSON.stringify(value));
  } catch {
    // Full: the conversation goes on, only a reload would forget.
  }
}

export function parse(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
