/** Invented people and the personal strings planted in exports; whatever stands here may appear in no output. */
import { passesElevenTest } from '../organisation/personal/numbers.js';

const firstNames = [
  'Anouk', 'Bram', 'Cansu', 'Dirk', 'Eline', 'Farid', 'Gijs', 'Hanneke', 'Ilse', 'Joost', 'Karima', 'Loes', 'Maarten', 'Nadia', 'Okke',
  'Pleun', 'Quinten', 'Renske', 'Samira', 'Teun', 'Ulrike', 'Vera', 'Wessel', 'Xandra', 'Yusuf', 'Zwaantje', 'Thérèse', 'Jorrit',
];
const lastNames = [
  'Vreedewaard', 'Oosterbeemd', 'Terpstrand', 'Molenwijck', 'Haverkoorn', 'Zonderwijk', 'Karadağlı', 'Rahoutini', 'Duynhoff', 'Rietbrander',
  'Van Blauwendijk', 'Kloosterzand', 'Wilgenaar', 'Brontèl', 'Pauwelsma', 'Hoogezandt', 'El Zahiri-Bosch', 'Zilvermeer', 'Nachtegaals',
  'Yıldızoğlu', 'De Vlasakker', 'Steenhoeven', 'Bakelandt', 'Kromwater', 'Oldenkamps', 'Sluisgaarde', 'Tjeenkwerd', 'Ganzevoortsz',
  'Ümitlioğlu', 'Veenstraatsma', 'Lindekroon', 'Achterbosch', 'Merwijkse', 'Poldervaert',
];
const childNames = ['Fenneke', 'Jurre', 'Tijmen', 'Liselot', 'Ayoubi', 'Roswitha', 'Boaz-Jan', 'Philou', 'Zeyneb', 'Ravindra'];
const domains = ['voorbeeld.example', 'gezin.example', 'post.example'];

/** Test numbers 9999xxxxx that pass the eleven test and are issued to nobody. */
export const testBsns: readonly string[] = Array.from({ length: 700 }, (_, at) => String(999_910_000 + at * 13))
  .filter(passesElevenTest)
  .slice(0, 40);

export const phones: readonly string[] = Array.from({ length: 20 }, (_, at) => `06-${String(40_017_300 + at * 1_234_567)}`);
export const emails: readonly string[] = childNames.flatMap((name, at) =>
  domains.map((domain, of) => `${plain(name)}.${plain(lastNames[at * 3 + of]!)}@${domain}`));
/** Bank code XXXX does not exist; the check digits are right (ISO 7064, mod 97-10). */
export const ibans: readonly string[] = ['0000012345', '0417160001', '0300060007'].map((account) => `NL${checkDigits(account)}XXXX${account}`);
export const plates: readonly string[] = ['XX-99-QQ', '99-QQX-9', 'QX-999-X'];
/** Strings of free texts that can come from nowhere else. */
export const phrases: readonly string[] = ['weet je fietsenstalling te vinden', 'kinderhandelaar in schaapskleren', 'de brievenbus komt nog wel'];

/** Name of an employee; the same number gives the same name. */
export function employeeName(number: number): string {
  return `${firstNames[number % firstNames.length]!} ${lastNames[Math.floor(number / firstNames.length + number * 7) % lastNames.length]!}`;
}

export function familyName(number: number): string {
  return lastNames[(number * 11 + 5) % lastNames.length]!;
}

export function childName(number: number): string {
  return childNames[number % childNames.length]!;
}

/** A BSN as people type it: bare, with dots, with spaces, or with its leading zero lost. */
export function writtenBsn(at: number): string {
  const bsn = testBsns[at % testBsns.length]!;
  if (at % 4 === 1) return `${bsn.slice(0, 3)}.${bsn.slice(3, 6)}.${bsn.slice(6)}`;
  if (at % 4 === 2) return `${bsn.slice(0, 4)} ${bsn.slice(4, 6)} ${bsn.slice(6)}`;
  return bsn;
}

/** Every planted string that a leak test should look for in outputs, stdout, stderr and logs. */
export const plantedSecrets: readonly string[] = [
  ...testBsns,
  ...testBsns.map((_, at) => writtenBsn(at)).filter((written) => !/^\d+$/.test(written)),
  ...phones, ...emails, ...ibans, ...plates, ...phrases, ...lastNames, ...childNames,
];

function plain(name: string): string {
  return name.normalize('NFD').replace(/[^A-Za-z]/g, '').toLowerCase();
}

function checkDigits(account: string): string {
  const digits = `33333333${account}232100`;
  const rest = [...digits].reduce((left, digit) => (left * 10 + Number(digit)) % 97, 0);
  return String(98 - rest).padStart(2, '0');
}
