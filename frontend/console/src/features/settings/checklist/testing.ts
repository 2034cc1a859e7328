/** The live tests of the steps: each asks the server, which asks the world. */
import type { Channel, Store } from '$api/types';
import { checkChannel, checkDns, listInvitations, readAttendance, readOutbox, testChannel, testStore } from '$api/workspace';
import { may } from '$shell/session.svelte';
import { type Outcome, ofHours, ofInvitations, ofMail, ofMailUnderWay, ofSignature, ofStore, ofWidget } from './outcomes';
import type { Known, Step } from './steps';

/** How often and how many times is asked what became of a test mail. */
const PULSE = 1000;
const PATIENCE = 30;

/** Sends a test mail and waits until it has left, failed or was refused for now. */
export async function sendTestMail(channel: string, address: string): Promise<Outcome> {
  const { outbox_id } = await testChannel(channel, address);
  for (let asked = 0; asked < PATIENCE; asked += 1) {
    const outcome = ofMail(address, await readOutbox(outbox_id));
    if (outcome !== null) return outcome;
    await new Promise((resolve) => setTimeout(resolve, PULSE));
  }
  return ofMailUnderWay(address);
}

async function testMailbox(channel: string, address: string): Promise<Outcome[]> {
  const [sent, report] = await Promise.all([sendTestMail(channel, address), checkDns(channel)]);
  return [sent, ...ofSignature(report)];
}

/** The page that should have the chat: where the channel is allowed, or the store that it belongs to, or any store. */
export function pageFor(channel: Channel | undefined, stores: Store[]): string | undefined {
  const own = stores.find((one) => one.id === channel?.store_id);
  return channel?.chat?.allowed_origins[0] ?? own?.url ?? stores[0]?.url;
}

/** What tests a step now, for somebody with this address; null where nothing can be tested. */
export function testOf(step: Step, known: Known, address: string): (() => Promise<Outcome[]>) | null {
  const subject = step.subject;
  switch (step.id) {
    case 'store': {
      const name = known.stores.find((one) => one.id === subject)?.name ?? '';
      return subject === undefined || !may('stores.write') ? null : async () => [ofStore(name, await testStore(subject))];
    }
    case 'email':
      return subject === undefined || !may('channels.write') || !may('outbox.write') ? null : () => testMailbox(subject, address);
    case 'widget': {
      const page = pageFor(known.channels.find((one) => one.id === subject), known.stores);
      return subject === undefined || !may('channels.write') ? null : async () => ofWidget(await checkChannel(subject, page));
    }
    case 'team':
      return known.invitations.length === 0 ? null : async () => ofInvitations((await listInvitations()).data);
    case 'hours':
      return step.state === 'todo' ? null : async () => [ofHours(await readAttendance())];
  }
}
