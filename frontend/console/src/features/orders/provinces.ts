/**
 * Provinces that WooCommerce keeps as codes nobody writes on a parcel, by their own names. Source: WooCommerce's
 * `i18n/states.php` for Turkey (`TR34`, after the number plates) and Iran (`THR`).
 */
const turkish =
  'Adana|Adıyaman|Afyonkarahisar|Ağrı|Amasya|Ankara|Antalya|Artvin|Aydın|Balıkesir|Bilecik|Bingöl|Bitlis|Bolu|Burdur|Bursa|Çanakkale|Çankırı|Çorum|Denizli|Diyarbakır|Edirne|Elazığ|Erzincan|Erzurum|Eskişehir|Gaziantep|Giresun|Gümüşhane|Hakkari|Hatay|Isparta|Mersin|İstanbul|İzmir|Kars|Kastamonu|Kayseri|Kırklareli|Kırşehir|Kocaeli|Konya|Kütahya|Malatya|Manisa|Kahramanmaraş|Mardin|Muğla|Muş|Nevşehir|Niğde|Ordu|Rize|Sakarya|Samsun|Siirt|Sinop|Sivas|Tekirdağ|Tokat|Trabzon|Tunceli|Şanlıurfa|Uşak|Van|Yozgat|Zonguldak|Aksaray|Bayburt|Karaman|Kırıkkale|Batman|Şırnak|Bartın|Ardahan|Iğdır|Yalova|Karabük|Kilis|Osmaniye|Düzce'.split(
    '|'
  );
const iranian: Record<string, string> = {
  KHZ: 'خوزستان',
  THR: 'تهران',
  ILM: 'ایلام',
  BHR: 'بوشهر',
  ADL: 'اردبیل',
  ESF: 'اصفهان',
  YZD: 'یزد',
  KRH: 'کرمانشاه',
  KRN: 'کرمان',
  HDN: 'همدان',
  GZN: 'قزوین',
  ZJN: 'زنجان',
  LRS: 'لرستان',
  ABZ: 'البرز',
  EAZ: 'آذربایجان شرقی',
  WAZ: 'آذربایجان غربی',
  CHB: 'چهارمحال و بختیاری',
  SKH: 'خراسان جنوبی',
  RKH: 'خراسان رضوی',
  NKH: 'خراسان شمالی',
  SMN: 'سمنان',
  FRS: 'فارس',
  QHM: 'قم',
  KRD: 'کردستان',
  KBD: 'کهگیلویه و بویراحمد',
  GLS: 'گلستان',
  GIL: 'گیلان',
  MZN: 'مازندران',
  MKZ: 'مرکزی',
  HRZ: 'هرمزگان',
  SBN: 'سیستان و بلوچستان'
};

/** The name of a province where its code is known; what the store says otherwise. */
export function provinceName(country: string | undefined, state: string): string {
  if (country === 'TR') return turkish[Number(/^TR(\d\d)$/.exec(state)?.[1] ?? 0) - 1] ?? state;
  return country === 'IR' ? (iranian[state] ?? state) : state;
}
