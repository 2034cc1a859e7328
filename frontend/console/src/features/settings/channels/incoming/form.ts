/** How a mailbox is read, as the form edits it, and the body that the API takes. */
import type { After, IncomingSettings, NewIncoming, Security, Start, Tried, WatchedFolder } from '$api/incoming';

/** The usual port of each (RFC 8314). */
export const usualPort: Record<Security, number> = { tls: 993, starttls: 143, none: 143 };

/** Providers by what has to be known of them; their names are their own in every language. */
export interface Preset {
  id: 'google' | 'microsoft' | 'yandex' | 'naver' | 'daum' | 'zoho' | 'icloud' | 'fastmail' | 'own';
  name: string | null;
  host: string;
  /** Where a person agrees, where tokens are had, and what is asked for. */
  oauth?: { authorize_url: string; token_url: string; scope: string };
  /** Passwords are not taken. */
  onlyOauth?: boolean;
  /** Takes a password of its own for programs, not that of the account. */
  appPassword?: boolean;
  /** Keeps a copy of what is sent through it. */
  keepsSent?: boolean;
}

export const presets: readonly Preset[] = [
  {
    id: 'google',
    name: 'Gmail, Google Workspace',
    host: 'imap.gmail.com',
    oauth: {
      authorize_url: 'https://accounts.google.com/o/oauth2/v2/auth',
      token_url: 'https://oauth2.googleapis.com/token',
      scope: 'https://mail.google.com/'
    },
    appPassword: true,
    keepsSent: true
  },
  {
    id: 'microsoft',
    name: 'Microsoft 365, Outlook.com',
    host: 'outlook.office365.com',
    oauth: {
      authorize_url: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
      token_url: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
      scope: 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access'
    },
    onlyOauth: true,
    keepsSent: true
  },
  { id: 'yandex', name: 'Yandex', host: 'imap.yandex.com', appPassword: true },
  { id: 'naver', name: 'Naver', host: 'imap.naver.com', appPassword: true },
  { id: 'daum', name: 'Daum', host: 'imap.daum.net', appPassword: true },
  { id: 'zoho', name: 'Zoho', host: 'imap.zoho.com', appPassword: true },
  { id: 'icloud', name: 'iCloud', host: 'imap.mail.me.com', appPassword: true },
  { id: 'fastmail', name: 'Fastmail', host: 'imap.fastmail.com', appPassword: true },
  { id: 'own', name: null, host: '' }
];

export const presetOf = (host: string): Preset =>
  presets.find((preset) => preset.host !== '' && preset.host === host.trim().toLowerCase()) ?? (presets.at(-1) as Preset);

export interface IncomingForm {
  host: string;
  port: number;
  security: Security;
  username: string;
  password: string;
  oauth: boolean;
  authorize_url: string;
  token_url: string;
  client_id: string;
  client_secret: string;
  scope: string;
  folders: WatchedFolder[];
  after: After;
  move_to: string;
  start: Start;
  start_date: string;
  /** Null: all conversations of old mail are solved. */
  open_days: number | null;
  sent_folder: string;
  megabytes: number;
  certificate: string;
}

const MEGABYTE = 1024 * 1024;
export const MOST_MEGABYTES = 50;

export const blankIncoming = (username: string): IncomingForm => ({
  host: '',
  port: usualPort.tls,
  security: 'tls',
  username,
  password: '',
  oauth: false,
  authorize_url: '',
  token_url: '',
  client_id: '',
  client_secret: '',
  scope: '',
  folders: [{ name: 'INBOX', junk: false }],
  after: 'leave',
  move_to: '',
  start: 'now',
  start_date: '',
  open_days: null,
  sent_folder: '',
  megabytes: MOST_MEGABYTES,
  certificate: ''
});

export function incomingForm(settings: IncomingSettings | null, username: string): IncomingForm {
  const blank = blankIncoming(username);
  if (settings === null) return blank;
  const { provider } = settings;
  return {
    ...blank,
    host: settings.host,
    port: settings.port,
    security: settings.security,
    username: settings.username,
    oauth: provider !== null,
    authorize_url: provider?.authorize_url ?? '',
    token_url: provider?.token_url ?? '',
    client_id: provider?.client_id ?? '',
    scope: provider?.scope ?? '',
    folders: settings.folders.map((folder) => ({ ...folder })),
    after: settings.after,
    move_to: settings.move_to ?? '',
    start: settings.start,
    start_date: settings.start_date ?? '',
    open_days: settings.open_days,
    sent_folder: settings.sent_folder ?? '',
    megabytes: Math.round((settings.largest / MEGABYTE) * 10) / 10,
    certificate: settings.certificate ?? ''
  };
}

/** A provider was chosen: what is known of it is filled in, what a person wrote of themselves stays. */
export function choosePreset(form: IncomingForm, preset: Preset): void {
  form.host = preset.host;
  form.security = 'tls';
  form.port = usualPort.tls;
  form.oauth = preset.onlyOauth === true || (form.oauth && preset.oauth !== undefined);
  form.authorize_url = preset.oauth?.authorize_url ?? '';
  form.token_url = preset.oauth?.token_url ?? '';
  form.scope = preset.oauth?.scope ?? '';
  if (preset.keepsSent === true) form.sent_folder = '';
}

/** What trying has told is proposed where nothing was chosen. */
export function proposeFolders(form: IncomingForm, tried: Tried, preset: Preset): void {
  const sent = tried.folders.find((folder) => folder.purpose === 'sent');
  if (sent && form.sent_folder === '' && preset.keepsSent !== true) form.sent_folder = sent.name;
  const junk = tried.folders.find((folder) => folder.purpose === 'junk');
  if (junk && !form.folders.some((folder) => folder.name === junk.name)) form.folders.push({ name: junk.name, junk: true });
}

/** Reads a folder or no longer does; the order is kept, since mail into the first is told of at once. */
export function toggleFolder(form: IncomingForm, folder: WatchedFolder, on: boolean): void {
  form.folders = form.folders.filter((one) => one.name !== folder.name);
  if (on) form.folders.push(folder);
}

/** The body; empty secrets keep the ones that are known. */
export function incomingBody(form: IncomingForm): NewIncoming {
  const secret = (name: string, value: string): Record<string, string> => (value === '' ? {} : { [name]: value });
  const named = (name: string, value: string): Record<string, string> => (value.trim() === '' ? {} : { [name]: value });
  return {
    host: form.host.trim(),
    port: form.port,
    security: form.security,
    username: form.username.trim(),
    ...(form.oauth
      ? {
          provider: {
            authorize_url: form.authorize_url.trim(),
            token_url: form.token_url.trim(),
            client_id: form.client_id.trim(),
            scope: form.scope.trim(),
            ...secret('client_secret', form.client_secret)
          }
        }
      : secret('password', form.password)),
    folders: form.folders,
    after: form.after,
    ...(form.after === 'move' ? named('move_to', form.move_to) : {}),
    start: form.start,
    ...(form.start === 'date' ? named('start_date', form.start_date) : {}),
    ...(form.start !== 'now' && form.open_days !== null ? { open_days: form.open_days } : {}),
    ...named('sent_folder', form.sent_folder),
    largest: Math.round(form.megabytes * MEGABYTE),
    ...named('certificate', form.certificate)
  };
}
