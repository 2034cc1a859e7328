import { del, get, link, patch, post } from './client';
import type { QueryOf } from './contract';
import type {
  Agent,
  AgentPatch,
  Attendance,
  AuditEntry,
  Channel,
  ChannelChecked,
  ChannelPatch,
  Definition,
  DnsReport,
  Id,
  Invitation,
  InvitationSent,
  InvitationToMake,
  Language,
  MePatch,
  NewChannel,
  OpenSession,
  OutboxEntry,
  Overview,
  Page,
  ReaderFailure,
  SearchHit,
  Session,
  SetupToRun,
  ShopToAuthorize,
  Store,
  StoreChange,
  StoreTested,
  StoreToConnect,
  Team,
  TestBegun,
  Token,
  TokenMade,
  Tried,
  Workspace,
  WorkspacePatch
} from './types';

export const readSession = (): Promise<Session> => get('/session');
export const signIn = (email: string, password: string): Promise<Session> =>
  post('/session', { email, password }, { anonymous: true });
export const signOut = (): Promise<void> => del('/session');
export const readSetup = (): Promise<{ needed: boolean }> => get('/setup');
export const createWorkspace = (body: SetupToRun): Promise<Session> => post('/setup', body, { anonymous: true });
export const changeMe = (change: MePatch): Promise<Agent> => patch('/me', change);
export const changePassword = (current: string, next: string): Promise<void> =>
  post('/me/password', { current, new: next });
export const listSessions = (): Promise<Page<OpenSession>> => get('/sessions', { limit: 200 });
export const endSession = (id: Id): Promise<void> => del(`/sessions/${id}`);
export const askPasswordReset = (email: string): Promise<void> => post('/password-resets', { email }, { anonymous: true });
export const readPasswordReset = (token: string): Promise<{ email: string }> => get(`/password-resets/${token}`);
export const resetPassword = (token: string, password: string): Promise<Session> =>
  post(`/password-resets/${token}`, { password }, { anonymous: true });
export const readInvitation = (
  token: string
): Promise<{ email: string; name: string; workspace_name: string; language: Language }> => get(`/invitation/${token}`);
export const acceptInvitation = (token: string, body: { name: string; password: string }): Promise<Session> =>
  post(`/invitation/${token}`, body, { anonymous: true });

export const listAgents = (): Promise<Page<Agent>> => get('/agents', { limit: 200 });
export const changeAgent = (id: Id, change: AgentPatch): Promise<Agent> => patch(`/agents/${id}`, change);
export const listInvitations = (): Promise<Page<Invitation>> => get('/invitations', { limit: 200 });
export const invite = (body: InvitationToMake): Promise<InvitationSent> => post('/invitations', body);
export const withdrawInvitation = (id: Id): Promise<void> => del(`/invitations/${id}`);
export const resendInvitation = (id: Id): Promise<InvitationSent> => post(`/invitations/${id}/resend`);
export const listTeams = (): Promise<Page<Team>> => get('/teams', { limit: 200 });
export const createTeam = (body: { name: string; member_ids: Id[] }): Promise<Team> => post('/teams', body);
export const changeTeam = (id: Id, change: Partial<{ name: string; member_ids: Id[] }>): Promise<Team> =>
  patch(`/teams/${id}`, change);
export const deleteTeam = (id: Id): Promise<void> => del(`/teams/${id}`);
export const listTokens = (): Promise<Page<Token>> => get('/tokens', { limit: 200 });
export const createToken = (body: { name: string; scopes: string[] }): Promise<TokenMade> => post('/tokens', body);
export const deleteToken = (id: Id): Promise<void> => del(`/tokens/${id}`);
export const listAudit = (after?: string): Promise<Page<AuditEntry>> => get('/audit-log', { after });
export const readWorkspace = (): Promise<Workspace> => get('/workspace');
export const readAttendance = (): Promise<Attendance> => get('/workspace/attendance');
export const changeWorkspace = (change: WorkspacePatch): Promise<Workspace> => patch('/workspace', change);
export const listOutbox = (state: 'dead' | 'pending', after?: string): Promise<Page<OutboxEntry>> =>
  get('/outbox', { state, after });
export const readOutbox = (id: Id): Promise<OutboxEntry> => get(`/outbox/${id}`);
export const listReaderFailures = (after?: string): Promise<Page<ReaderFailure>> => get('/reader-failures', { after });
export const retryReaderFailure = (id: Id): Promise<void> => post(`/reader-failures/${id}/retry`);
export const retryOutbox = (id: Id): Promise<void> => post(`/outbox/${id}/retry`);

export const listStores = (): Promise<Page<Store>> => get('/stores', { limit: 200 });
export const readStore = (id: Id): Promise<Store> => get(`/stores/${id}`);
export const createStore = (body: StoreToConnect): Promise<Store> => post('/stores', body);
export const changeStore = (id: Id, change: StoreChange): Promise<Store> => patch(`/stores/${id}`, change);
export const deleteStore = (id: Id): Promise<void> => del(`/stores/${id}`);
export const testStore = (id: Id): Promise<StoreTested> => post(`/stores/${id}/test`);
export const syncStore = (id: Id): Promise<Store> => post(`/stores/${id}/sync`);
export const authorizeStore = (body: { name: string; url: string }): Promise<{ store_id: Id; authorize_url: string }> =>
  post('/stores/authorize', body);
export const authorizeShop = (body: ShopToAuthorize): Promise<{ store_id: Id; authorize_url: string }> =>
  post('/stores/authorize/shopify', body);
export const listChannels = (): Promise<Page<Channel>> => get('/channels', { limit: 200 });
export const readChannel = (id: Id): Promise<Channel> => get(`/channels/${id}`);
export const createChannel = (body: NewChannel): Promise<Channel> => post('/channels', body);
export const changeChannel = (id: Id, change: ChannelPatch): Promise<Channel> =>
  patch(`/channels/${id}`, change);
export const deleteChannel = (id: Id): Promise<void> => del(`/channels/${id}`);
export const checkDns = (id: Id): Promise<DnsReport> => post(`/channels/${id}/dns-check`);
export const makeSigningKey = (id: Id, algorithm: 'rsa' | 'ed25519'): Promise<Channel> =>
  post(`/channels/${id}/dkim-keys`, { algorithm });
export const removeSigningKey = (id: Id, selector: string): Promise<Channel> => del(`/channels/${id}/dkim-keys/${selector}`);
export const tryChannel = (id: Id, to: string): Promise<Tried> => post(`/channels/${id}/try`, { to });
export const testChannel = (id: Id, to: string): Promise<TestBegun> => post(`/channels/${id}/test`, { to });
export const checkChannel = (id: Id, page?: string): Promise<ChannelChecked> => post(`/channels/${id}/check`, page === undefined ? {} : { page });

export type OverviewQuery = QueryOf<'/reports/overview'>;
export const readOverview = (query: OverviewQuery, signal?: AbortSignal): Promise<Overview> =>
  get('/reports/overview', query, signal);
export const overviewCsv = (query: OverviewQuery): string => link('/reports/overview.csv', query);
export const listDefinitions = (): Promise<{ data: Definition[] }> => get('/reports/definitions');
export const search = (q: string, kind?: SearchHit['kind'], signal?: AbortSignal): Promise<{ data: SearchHit[] }> =>
  get('/search', { q, kind, limit: 12 }, signal);
