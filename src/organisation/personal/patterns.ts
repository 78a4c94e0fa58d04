/** Personal data with a form of its own: found by pattern and, where there is one, by check digits. */
import { dateForm } from './dates.js';
import { isCompactDate, isIban, isPhone, passesElevenTest } from './numbers.js';

export type PersonalKind = 'BSN' | 'EMAIL' | 'TELEFOON' | 'IBAN' | 'KENTEKEN' | 'GEBOORTEDATUM' | 'NAAM' | 'ADRES' | 'POSTCODE' | 'URL';

export interface Pattern {
  kind: PersonalKind;
  form: RegExp;
  /** What a text must have for it to be worth a try: an at sign, a point, a digit. */
  needs: '@' | '.' | '0';
  /** Whether what the form caught counts; `before` is the text up to it. */
  valid?: (match: string, before: string) => boolean;
}

/** Endings of street names with their abbreviations. */
export const streetEndings =
  'straat|str|st|laan|ln|weg|wg|plein|pln|dijk|dyk|kade|gracht|gr|singel|sngl|hof|hf|dreef|drf|pad|pd|park|prk|plantsoen|plnts|steeg|stg|markt|mrkt|baan|bolwerk|dam|wal|brink|strjitte|stege|erf|oord|veld|hoeve|kamp|wijk|polder|ring|boulevard|allee|rade|haven|burg';
/** Last parts of host names that Dutch texts are full of. */
export const topDomains = 'nl|com|net|org|be|eu|info|de|tv|me|io|gg|app|online|blog|site|amsterdam|frl';

const street = new RegExp(
  String.raw`(?:(?<!\p{L})(?:\p{Lu}[\p{L}.'’]*|van|de|den|der|het|ten|ter|'t)[ ]){0,5}(?<!\p{L})\p{Lu}[\p{L}'’-]*(?:${streetEndings})[ ]\d{1,4}(?:[ ]?[A-Za-z](?![\p{L}\d])|-\d{1,3})?(?![\p{L}\d])`,
  'gu',
);
const plate =
  /(?<![A-Z0-9-])(?:[A-Z]{2}-\d{2}-\d{2}|\d{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{2}-\d{2}|[A-Z]{2}-\d{2}-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d{2}|\d{2}-[A-Z]{2}-[A-Z]{2}|\d{2}-[A-Z]{3}-\d|\d-[A-Z]{3}-\d{2}|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}|[A-Z]{3}-\d{2}-[A-Z]|[A-Z]-\d{2}-[A-Z]{3}|\d-[A-Z]{2}-\d{3}|\d{3}-[A-Z]{2}-\d)(?![A-Z0-9-])/g;
const namedPlate = /(?<=\bkenteken\b[ :(-]{0,4}(?:is )?)(?=[a-z\d-]*\d)(?=[\d-]*[a-z])[a-z\d-]{6,8}(?![\p{L}\d])/giu;
/** What says that the number behind it is something else: a number of an order, a case, a phone. */
const decoy = /(?:order|bestel|factuur|zaak|serie|track|artikel|ticket|polis|mutatie|registratie|melding|incident|proces|kenmerk|referentie|pakket|telefoon|tel)[a-z]*(?:[ -]?(?:nummer|nr))?\.?[ :#]*$/i;
const years = /^(?:19[5-9]|20[0-4])\d /;
const months = /(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|\b(?:in|sinds|jaar|begin|eind|zomer|winter|medio)|\d[-/.])[ ]?$/i;

/** In the order in which they take their part of a text: what one has taken no other sees. */
export const patterns: readonly Pattern[] = [
  { kind: 'EMAIL', needs: '@', form: /[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}/giu },
  { kind: 'URL', needs: '.', form: new RegExp(String.raw`(?:https?:\/\/|\bwww\.)[^\s<>"]*[^\s<>".,;:!?)]|(?<![\p{L}\d@.-])(?:[a-z\d-]{2,}\.)+(?:${topDomains})(?![\p{L}\d-])(?:\/[^\s<>"]*[^\s<>".,;:!?)])?`, 'giu') },
  { kind: 'URL', needs: '@', form: /(?<![\p{L}\d@._-])@[a-z\d_][a-z\d_.]{2,28}[a-z\d_]/giu },
  { kind: 'IBAN', needs: '0', form: /(?<![\p{L}\d])[a-z]{2}\d{2}(?: ?[a-z\d]{4}){2,7}(?: ?[a-z\d]{1,3})?(?![\p{L}\d])/giu, valid: isIban },
  { kind: 'GEBOORTEDATUM', needs: '0', form: new RegExp(String.raw`(?<!\p{L})(?:geb(?:oren|oortedatum|oortedag|oortedat|\.?[ ]?dat(?:um)?|\.)?|dob|d\.o\.b\.)(?![a-z])[ :.,]*(?:is[ ]|op[ ]|(?:te|in)[ ]\p{L}+[ ](?:op[ ])?)?${dateForm}`, 'giu') },
  { kind: 'GEBOORTEDATUM', needs: '0', form: new RegExp(String.raw`[(°*]\s?${dateForm}\)?`, 'giu'), valid: (match) => /^[°*]/.test(match) },
  { kind: 'TELEFOON', needs: '0', form: /(?<![\p{L}\d])(?:\+\d{2}|\(?0)(?:[ .\-()/]{0,3}\d){6,14}(?!\d)/gu, valid: isPhone },
  { kind: 'KENTEKEN', needs: '0', form: plate },
  { kind: 'KENTEKEN', needs: '0', form: namedPlate },
  {
    kind: 'BSN',
    needs: '0',
    form: /(?<![\d-])(?:\d{8,9}|\d{2,3}[. ]\d{3}[. ]\d{3}|\d{2,3}-\d{3}-\d{3}|\d{4}[. ]\d{2}[. ]\d{2,3})(?![\d-]|[.,]\d)/g,
    valid: (match, before) => {
      const digits = match.replace(/\D/g, '');
      return passesElevenTest(digits) && !isCompactDate(digits) && !decoy.test(before);
    },
  },
  { kind: 'ADRES', needs: '0', form: street },
  { kind: 'ADRES', needs: '0', form: /(?<!\p{L})postbus[ ]\d{1,6}/giu },
  { kind: 'POSTCODE', needs: '0', form: /(?<![\p{L}\d-])[1-9]\d{3}(?:[ ]?(?!S[ADS])[A-Z]{2}|(?!s[ads]|mg|ml|mm|cm|kg|eu)[a-z]{2})(?![\p{L}\d])/gu, valid: (match, before) => !/^\d{4} ?M[GL]$/.test(match) && !(years.test(match) && months.test(before)) },
];
