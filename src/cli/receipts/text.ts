import { message, type Lang, type MessageKey } from '../../i18n/message.js';
import { type Receipt, receiptVerdicts } from './receipt.js';

/** The receipt as a person reads it, in Dutch and then in English; the signature stands in the file beside it. */
export function receiptText(receipt: Receipt, signed: string): string {
  const { handtekening } = JSON.parse(signed) as { handtekening: { sleutel: string } };
  return (['nl', 'en'] as const).map((lang) => receiptLines(receipt, handtekening.sleutel, lang)).join('\n');
}

export function receiptLines(receipt: Receipt, key: string, lang: Lang): string {
  const t = (name: MessageKey, params = {}) => message(lang, name, params);
  const from = receipt.van_maand;
  const months = from === null ? '–' : from === receipt.tot_maand ? from : `${from} – ${receipt.tot_maand}`;
  const rows: [string, string | number][] = [
    [t('receipt.organisation'), receipt.organisatie],
    [t('receipt.kind'), t(`receipt.kind.${receipt.soort}`)],
    [t('receipt.months'), months],
    [t('receipt.delivered'), receipt.geleverd],
    [t('receipt.number'), receipt.levering],
    ...receiptVerdicts(receipt).map(([verdict, rowsOf]): [string, number] => [t('receipt.verdict', { verdict: t(`cli.verdict.${verdict}`) }), rowsOf]),
    ...(receipt.voorvallen === null ? [] : [[t('receipt.incidents'), receipt.voorvallen] as [string, number]]),
    [t('receipt.versions'), receipt.koppeling === null ? receipt.codeboek : t('receipt.mapped', { codebook: receipt.codeboek, mapping: receipt.koppeling })],
    [t('receipt.file'), receipt.bestand_sha256],
    ...(receipt.ondertekend_met === null ? [] : [[t('receipt.signedBy'), receipt.ondertekend_met] as [string, string]]),
    [t('receipt.content'), receipt.inhoud_sha256],
    [t('receipt.state'), receipt.stand_sha256],
    [t('receipt.key'), key],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
  return `${t('receipt.title', { monitor: receipt.monitor })}\n\n${lines.join('\n')}\n\n${t('receipt.check')}\n`;
}
