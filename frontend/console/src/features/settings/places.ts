/** Every page of the settings, in the order in which the navigation shows them. */
import Building2 from '@lucide/svelte/icons/building-2';
import Clock from '@lucide/svelte/icons/clock';
import KeyRound from '@lucide/svelte/icons/key-round';
import ListChecks from '@lucide/svelte/icons/list-checks';
import ListPlus from '@lucide/svelte/icons/list-plus';
import MailSearch from '@lucide/svelte/icons/mail-search';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import MonitorSmartphone from '@lucide/svelte/icons/monitor-smartphone';
import ReceiptText from '@lucide/svelte/icons/receipt-text';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Send from '@lucide/svelte/icons/send';
import Store from '@lucide/svelte/icons/store';
import Tags from '@lucide/svelte/icons/tags';
import Truck from '@lucide/svelte/icons/truck';
import UserRound from '@lucide/svelte/icons/user-round';
import Users from '@lucide/svelte/icons/users';
import UsersRound from '@lucide/svelte/icons/users-round';
import type { Permission } from '$api/types';
import type { MessageId } from '$i18n';

export interface Place {
  path: string;
  text: MessageId;
  icon: typeof Store;
  /** Without it the place is not shown. */
  needs?: Permission;
}
export interface PlaceGroup {
  text: MessageId;
  places: Place[];
}

export const groups: PlaceGroup[] = [
  {
    text: 'settings-group-you',
    places: [
      { path: '/settings/profile', text: 'settings-profile', icon: UserRound },
      { path: '/settings/sessions', text: 'settings-sessions', icon: MonitorSmartphone }
    ]
  },
  {
    text: 'settings-group-workspace',
    places: [
      { path: '/settings/setup', text: 'settings-setup', icon: ListChecks, needs: 'settings.read' },
      { path: '/settings/workspace', text: 'settings-workspace', icon: Building2, needs: 'settings.read' },
      { path: '/settings/hours', text: 'settings-hours', icon: Clock, needs: 'settings.read' },
      { path: '/settings/team', text: 'settings-team', icon: UsersRound, needs: 'settings.read' },
      { path: '/settings/teams', text: 'settings-teams', icon: Users, needs: 'settings.read' }
    ]
  },
  {
    text: 'settings-group-connections',
    places: [
      { path: '/settings/channels', text: 'settings-channels', icon: MessagesSquare, needs: 'settings.read' },
      { path: '/settings/stores', text: 'settings-stores', icon: Store, needs: 'settings.read' },
      { path: '/settings/parcels', text: 'settings-parcels', icon: Truck, needs: 'settings.read' },
      { path: '/settings/order-actions', text: 'settings-order-policy', icon: ReceiptText, needs: 'settings.read' },
      { path: '/settings/tokens', text: 'settings-tokens', icon: KeyRound, needs: 'tokens.write' }
    ]
  },
  {
    text: 'settings-group-conversations',
    places: [
      { path: '/settings/tags', text: 'settings-tags', icon: Tags, needs: 'conversations.read' },
      { path: '/settings/fields', text: 'settings-fields', icon: ListPlus, needs: 'conversations.read' }
    ]
  },
  {
    text: 'settings-group-operation',
    places: [
      { path: '/settings/journal', text: 'settings-journal', icon: MailSearch, needs: 'settings.read' },
      { path: '/settings/outbox', text: 'settings-outbox', icon: Send, needs: 'outbox.write' },
      { path: '/settings/audit', text: 'settings-audit', icon: ScrollText, needs: 'audit.read' }
    ]
  }
];
