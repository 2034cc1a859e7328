/** What is called late, who carries parcels, and the tracking service that is listened to. */
import { del, get, put } from './client';
import type { Page, Schemas } from './types';

export type LateRule = Schemas['LateRule'];
export type LateRules = Schemas['LateRules'];
export type Carrier = Schemas['Carrier'];
export type OwnCarrier = Schemas['OwnCarrier'];
export type OwnCarriers = Schemas['OwnCarriers'];
export type Holidays = Schemas['Holidays'];
export type KnownHolidays = Schemas['KnownHolidays'];
export type OwnHoliday = Schemas['OwnHoliday'];
export type HolidayOff = Schemas['HolidayOff'];
export type TrackingHook = Schemas['TrackingHook'];

export const readLateRules = (): Promise<LateRules> => get('/late-rules');
export const setLateRules = (rules: LateRule[]): Promise<LateRules> => put('/late-rules', { rules });
export const resetLateRules = (): Promise<LateRules> => del('/late-rules');
export const readHolidays = (): Promise<Holidays> => get('/holidays');
/** Sets the workspace's own days, and which of the known ones are none here. */
export const setHolidays = (own: OwnHoliday[], off: HolidayOff[]): Promise<Holidays> => put('/holidays', { own, off });
export const listCarriers = (): Promise<Page<Carrier>> => get('/carriers');
export const readOwnCarriers = (): Promise<OwnCarriers> => get('/own-carriers');
export const setOwnCarriers = (carriers: OwnCarrier[]): Promise<OwnCarriers> => put('/own-carriers', { carriers });
export const readTrackingHook = (): Promise<TrackingHook> => get('/tracking-hooks/aftership');
/** Switches on, or changes the secret. Without a secret of theirs one is made, and told once. */
export const switchTrackingOn = (secret: string | null): Promise<TrackingHook> => put('/tracking-hooks/aftership', { secret });
export const switchTrackingOff = (): Promise<TrackingHook> => del('/tracking-hooks/aftership');
