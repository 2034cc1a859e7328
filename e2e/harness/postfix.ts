/** A private Postfix: takes what Tillside sends, and brings customers' mail to Tillside's listener. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { freePort, run, temporaryFolder, until } from './process.ts';

export interface Received {
  raw: Buffer;
  email: Email;
}

/** Postfix starts as root and gives that up; elsewhere than in a container it is asked for by sudo. */
const asRoot = async (args: string[]): Promise<void> => {
  const [file, ...rest] = process.getuid?.() === 0 ? args : ['sudo', ...args];
  await run(file ?? '', rest);
};

export class Postfix {
  private constructor(
    private readonly folder: string,
    readonly port: number
  ) {}

  /** `inbound`: mail to these addresses goes to Tillside's listener; all other mail is kept in a Maildir. */
  static async start(inbound: { domains: string[]; port: number }): Promise<Postfix> {
    const folder = await temporaryFolder('postfix');
    const port = await freePort();
    for (const part of ['config', 'queue', 'data', 'mail']) await mkdir(join(folder, part));
    const routes = inbound.domains.map((domain) => `{ ${domain} = smtp:[127.0.0.1]:${inbound.port} }`).join(', ');
    await writeFile(
      join(folder, 'config/main.cf'),
      `compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
alias_maps =
alias_database =
maillog_file = ${folder}/queue/log
maillog_file_prefixes = ${folder}
mail_owner = postfix
setgid_group = postdrop
myhostname = customers.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtp_dns_support_level = disabled
smtputf8_enable = yes
transport_maps = inline:{ ${routes} }
virtual_mailbox_domains = static:all
virtual_mailbox_maps = static:all/
virtual_mailbox_base = ${folder}/mail
virtual_minimum_uid = 1
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_recipient_restrictions =
`
    );
    // Columns: service, type, private, unprivileged, chroot, wake-up, processes, command.
    const private_ = (name: string, command = name): string => `${name} unix - - n - - ${command}\n`;
    await writeFile(
      join(folder, 'config/master.cf'),
      `127.0.0.1:${port} inet n - n - - smtpd\n` +
        'cleanup unix n - n - 0 cleanup\n' +
        'qmgr unix n - n 300 1 qmgr\n' +
        'postlog unix-dgram n - n - 1 postlogd\n' +
        private_('rewrite', 'trivial-rewrite') +
        ['bounce', 'defer', 'trace'].map((name) => private_(name, 'bounce')).join('') +
        ['proxymap', 'smtp', 'anvil', 'error'].map((name) => private_(name)).join('') +
        // It writes as the user of the box, so it begins as root.
        'virtual unix - n n - - virtual\n' +
        private_('retry', 'error')
    );
    await run('chmod', ['-R', 'a+rX', folder]);
    await asRoot(['chown', '65534:65534', join(folder, 'mail')]);
    await asRoot(['chown', 'root', folder, join(folder, 'config'), join(folder, 'config/main.cf'), join(folder, 'config/master.cf')]);
    await asRoot(['chown', 'postfix', join(folder, 'data')]);
    await asRoot(['/usr/sbin/postfix', '-c', join(folder, 'config'), 'start']);
    return new Postfix(folder, port);
  }

  /** The first mail that fits; waits for it. */
  async received(what: string, fits: (email: Email) => boolean, seconds = 60): Promise<Received> {
    return until(`Postfix to receive ${what}`, async () => (await this.all()).find((one) => fits(one.email)), seconds);
  }

  async all(): Promise<Received[]> {
    const box = join(this.folder, 'mail/all/new');
    const names = await readdir(box).catch(() => []);
    return Promise.all(
      names.sort().map(async (name) => {
        const raw = await readFile(join(box, name));
        return { raw, email: await PostalMime.parse(raw) };
      })
    );
  }

  async stop(): Promise<void> {
    await asRoot(['/usr/sbin/postfix', '-c', join(this.folder, 'config'), 'stop']);
    await asRoot(['rm', '-rf', this.folder]).catch(() => rm(this.folder, { recursive: true, force: true }));
  }
}
