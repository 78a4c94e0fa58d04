/** Everything in a codebook that points at something else must find it. */
import { codedTable, unknownNames } from './coded.js';
import type { Codebook, Field } from './schema.js';

/** Throws with all faults found; a codebook is shipped data, so a fault is a bug. */
export function checkIntegrity(codebook: Codebook): void {
  const faults = [
    ...unique('field', codebook.velden.map((f) => `${f.tabel}.${f.naam}`)),
    ...unique('code list', codebook.codelijsten.map((l) => l.lijst)),
    ...unique('rule', codebook.regels.map((r) => r.id)),
    ...unique('derivation', codebook.afleidingen.map((d) => d.id)),
    ...unique('indicator', codebook.indicatoren.map((i) => i.id)),
    ...unique('claim', codebook.claims.map((c) => c.id)),
    ...unique('youth region', codebook.jeugdregios.map((r) => r.code)),
    ...unique('place', codebook.plaatsen.map((p) => p.naam.toLowerCase())),
    ...codebook.codelijsten.flatMap(listFaults),
    ...codebook.velden.flatMap((field) => fieldFaults(codebook, field)),
    ...ruleFaults(codebook),
    ...claimFaults(codebook),
    ...regionFaults(codebook),
  ];
  if (faults.length > 0) throw new Error(`codebook ${codebook.versie}:\n${faults.join('\n')}`);
}

function unique(what: string, names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => seen.size === seen.add(name).size).map((name) => `${what} ${name} stands twice`);
}

function listFaults(list: Codebook['codelijsten'][number]): string[] {
  const top = new Set(list.codes.filter((c) => c.niveau === 1).map((c) => c.code));
  const orphans = list.codes.filter((c) => (c.niveau === 2 ? !c.ouder || !top.has(c.ouder) : c.ouder !== undefined));
  return [
    ...unique(`code in ${list.lijst}`, list.codes.map((c) => c.code)),
    ...orphans.map((c) => `code ${c.code} of ${list.lijst} has no proper parent`),
  ];
}

function fieldFaults(codebook: Codebook, field: Field): string[] {
  const name = `${field.tabel}.${field.naam}`;
  const faults: string[] = [];
  const list = (wanted: string): Set<string> | undefined => {
    const found = codebook.codelijsten.find((l) => l.lijst === wanted);
    if (!found) faults.push(`${name}: no code list ${wanted}`);
    return found && new Set(found.codes.map((c) => c.code));
  };
  if (field.lijst) list(field.lijst);
  else if (['code', 'codes', 'janee', 'regio'].includes(field.soort)) faults.push(`${name}: ${field.soort} without a list`);
  if (field.klasse) {
    const codes = list(field.klasse.lijst);
    for (const { code } of field.klasse.grenzen) if (codes && !codes.has(code)) faults.push(`${name}: class ${code} has no label`);
    for (const [i, { van }] of field.klasse.grenzen.entries()) {
      const before = field.klasse.grenzen[i - 1];
      if (before && before.tot !== van - 1) faults.push(`${name}: classes do not join at ${van}`);
    }
  }
  for (const word of unknownNames(field.toepasselijk ?? '')) faults.push(`${name}: toepasselijk names ${word}`);
  if (field.eis === 'nooit' && (field.niveau === 'L' || field.landelijk)) faults.push(`${name}: never delivered, yet national`);
  if (field.tabel === 'voorval' && !field.kop && field.eis !== 'nooit') {
    if (!codedTable.some((c) => c.kolom === (field.kolom ?? field.naam))) faults.push(`${name}: no column in the coded table`);
  }
  return faults;
}

function ruleFaults(codebook: Codebook): string[] {
  const known = fieldNames(codebook);
  return [
    ...codebook.regels.flatMap((rule) => [
      ...[rule.veld, ...rule.nodig].filter((name) => !known.has(name)).map((name) => `${rule.id}: no field ${name}`),
      ...unknownNames(rule.voorwaarde ?? '').map((word) => `${rule.id}: voorwaarde names ${word}`),
      ...((rule.wijze === 'predicaat') === (rule.voorwaarde !== undefined) ? [] : [`${rule.id}: wijze and voorwaarde differ`]),
    ]),
    ...codebook.afleidingen.flatMap((derivation) => [
      ...(known.has(derivation.veld) ? [] : [`${derivation.id}: no field ${derivation.veld}`]),
      ...unknownNames(derivation.waarde).map((word) => `${derivation.id}: waarde names ${word}`),
    ]),
  ];
}

function claimFaults(codebook: Codebook): string[] {
  const known = fieldNames(codebook);
  const indicators = new Set(codebook.indicatoren.map((i) => i.id));
  const sources = new Set(codebook.bronnen.map((b) => b.bestand));
  return codebook.claims.flatMap(({ id, bron, antwoord }) => [
    ...(sources.has(bron) ? [] : [`${id}: no source ${bron}`]),
    ...antwoord.velden.filter((name) => !known.has(name)).map((name) => `${id}: no field ${name}`),
    ...antwoord.indicatoren.filter((name) => !indicators.has(name)).map((name) => `${id}: no indicator ${name}`),
  ]);
}

function regionFaults(codebook: Codebook): string[] {
  const regions = new Set(codebook.jeugdregios.map((r) => r.code));
  const forms = new Set(codebook.codelijsten.find((l) => l.lijst === 'vorm')?.codes.map((c) => c.code));
  return [
    ...codebook.plaatsen.flatMap((p) => p.regios.filter((r) => !regions.has(r)).map((r) => `place ${p.naam}: no region ${r}`)),
    ...codebook.vergelijking.filter((row) => !forms.has(row.vorm)).map((row) => `crosswalk: no form ${row.vorm}`),
  ];
}

function fieldNames(codebook: Codebook): Set<string> {
  return new Set(codebook.velden.map((f) => (f.tabel === 'voorval' ? f.naam : `${f.tabel}.${f.naam}`)));
}
