/** Mail as customers write it: sent by swaks, checked by dkimpy. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, run, temporaryFolder } from './process.ts';

export interface Letter {
  from: string;
  /** The envelope's recipient, and the one in the header. */
  to: string;
  subject: string;
  text: string;
  messageId: string;
  date?: Date;
  inReplyTo?: string;
  references?: string;
}

/** Hands a mail to a server by SMTP with swaks. */
export async function post(port: number, letter: Letter): Promise<void> {
  const address = (text: string): string => /<([^>]+)>/.exec(text)?.[1] ?? text;
  const headers = [
    `From: ${letter.from}`,
    `To: ${letter.to}`,
    `Subject: ${letter.subject}`,
    `Date: ${(letter.date ?? new Date()).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${letter.messageId}>`,
    ...(letter.inReplyTo ? [`In-Reply-To: <${letter.inReplyTo}>`] : []),
    ...(letter.references ? [`References: ${letter.references}`] : []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit'
  ];
  const file = join(await temporaryFolder('letter'), 'letter.eml');
  await writeFile(file, `${headers.join('\n')}\n\n${letter.text}\n`);
  await run('swaks', ['--server', '127.0.0.1', '--port', String(port), '--from', address(letter.from), '--to', address(letter.to), '--data', `@${file}`]);
}

/** Whether a mail's DKIM signature holds, as dkimpy sees it with the record that the channel asks to publish. */
export async function signatureHolds(raw: Buffer, record: { name: string; value: string }): Promise<boolean> {
  const file = join(await temporaryFolder('signed'), 'mail.eml');
  await writeFile(file, raw);
  const { stdout } = await run(join(root, '.tools/python/bin/python'), [join(import.meta.dirname, 'verify_signature.py'), file, record.name, record.value]);
  return stdout.trim() === 'pass';
}
