import type { Codebook, Field } from '../../codebook/schema.js';
import { compileDateFormat } from './dates.js';
import { columnsOf, type FieldMapping, type Mapping } from './mapping.js';

export interface Wrong {
  path: (string | number)[];
  what: string;
}

/** Fields that a mapping may fill: those of the incident record that may be read at all, except its number. */
export function mappableFields(codebook: Codebook): Map<string, Field> {
  return new Map(
    codebook.velden
      .filter((field) => field.tabel === 'voorval' && !field.kop && field.eis !== 'nooit' && field.naam !== 'bron_meldingsnummer')
      .map((field) => [field.naam, field]),
  );
}

/** What a mapping says that the codebook does not know: fields, codes, formats, contradictions. */
export function checkMapping(mapping: Mapping, codebook: Codebook): Wrong[] {
  const fields = mappableFields(codebook);
  const wrong: Wrong[] = [];
  if (mapping.codeboek !== undefined && mapping.codeboek !== codebook.versie) {
    wrong.push({ path: ['codeboek'], what: `${mapping.codeboek}, maar dit codeboek is versie ${codebook.versie} / but this codebook is version ${codebook.versie}` });
  }
  for (const [name, field] of Object.entries(mapping.velden)) {
    const known = fields.get(name);
    const path = ['velden', name];
    if (!known) {
      wrong.push({ path, what: `geen veld van het codeboek / not a field of the codebook (${[...fields.keys()].join(', ')})` });
      continue;
    }
    if (mapping.afwezig.includes(name)) wrong.push({ path, what: 'staat ook bij afwezig / is also listed under afwezig' });
    const listName = known.soort === 'janee' ? 'janee' : known.lijst;
    const list = listName || known.soort === 'regio' ? new Set(codebook.codelijsten.find((one) => one.lijst === listName)?.codes.map((c) => c.code)) : undefined;
    if (known.soort === 'regio') codebook.jeugdregios.forEach((region) => list?.add(region.code));
    if (list) wrong.push(...wrongCodes(field, path, list, known.soort === 'regio'));
    if ((known.soort === 'datum' || known.soort === 'maand') && !field.formaat) {
      wrong.push({ path, what: 'formaat ontbreekt, bijvoorbeeld dd-mm-jjjj / formaat is missing' });
    }
    for (const [i, format] of (field.formaat ?? []).entries()) {
      if (!compileDateFormat(format)) wrong.push({ path: [...path, 'formaat'], what: `onbekend formaat / unknown format (${i + 1})` });
    }
    if (field.kolommen) {
      for (const label of Object.keys(field.codes ?? {})) {
        if (label.split(' + ').length !== field.kolommen.length) {
          wrong.push({ path: [...path, 'codes', label], what: `${field.kolommen.length} delen met " + " ertussen verwacht / parts expected` });
        }
      }
    }
  }
  for (const [i, name] of mapping.afwezig.entries()) {
    if (!fields.has(name)) wrong.push({ path: ['afwezig', i], what: 'geen veld van het codeboek / not a field of the codebook' });
  }
  for (const name of ['incident_datum', 'vorm', 'kanaal', 'relatie']) {
    if (!mapping.velden[name]) wrong.push({ path: ['velden'], what: `verplicht veld ontbreekt / required field is missing: ${name}` });
  }
  for (const [i, name] of (mapping.meerdere_regels?.verenigen ?? []).entries()) {
    if (!mapping.velden[name]) wrong.push({ path: ['meerdere_regels', 'verenigen', i], what: 'veld is niet gekoppeld / field is not mapped' });
  }
  const dropped = new Set([...mapping.weglaten, ...mapping.vrije_tekst]);
  for (const [name, field] of Object.entries(mapping.velden)) {
    if (columnsOf(field).some((column) => dropped.has(column))) {
      wrong.push({ path: ['velden', name], what: 'kolom staat ook bij weglaten of vrije_tekst / column is also dropped' });
    }
  }
  return wrong;
}

function wrongCodes(field: FieldMapping, path: string[], list: Set<string>, region: boolean): Wrong[] {
  const given: [string[], string][] = [
    ...Object.entries(field.codes ?? {}).flatMap(([label, all]) => all.map((code): [string[], string] => [['codes', label], code])),
    ...Object.entries(field.vinkjes ?? {}).map(([column, code]): [string[], string] => [['vinkjes', column], code]),
    ...(field.leeg === undefined ? [] : [[['leeg'], field.leeg] as [string[], string]]),
    ...(field.vast === undefined ? [] : [[['vast'], field.vast] as [string[], string]]),
  ];
  return given
    .filter(([, code]) => !list.has(code) && !(region && (code === 'LANDELIJK' || code === 'ONBEKEND')))
    .map(([where, code]) => ({ path: [...path, ...where], what: `code ${code} bestaat niet in de lijst / no such code (${[...list].join(', ')})` }));
}
