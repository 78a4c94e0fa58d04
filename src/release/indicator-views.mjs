// One wide view an indicator: a row a period and code, the series side by side, the definition and the SQL as comment.

const identifier = (name) => `"${name.replaceAll('"', '""')}"`;
const literal = (text) => `'${text.replaceAll("'", "''")}'`;
/** 'Voorvallen per 100 fte' as voorvallen_per_100_fte. */
const slug = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_|_$/g, '');

const place = [
  ['periode', 'Periode van het voorval: maand, twaalf maanden of jaar'],
  ['periode_soort', 'Soort periode'],
  ['dimensie', 'Waarnaar is uitgesplitst; totaal als er niet is uitgesplitst'],
  ['code', 'Code binnen de dimensie'],
];

const parts = [
  ['', 'waarde', 'het cijfer; leeg als het onderdrukt is of ontbreekt'],
  ['_onder', 'onder', 'ondergrens van het 95%-interval'],
  ['_boven', 'boven', 'bovengrens van het 95%-interval'],
  ['_teller', 'teller', 'aantal voorvallen in de teller'],
  ['_noemer', 'noemer', 'noemer'],
];

/** Statements that make the views, out of what the tables cijfer, codelijst and indicator hold. */
export async function indicatorViews(rows) {
  const indicators = await rows('SELECT * FROM indicator WHERE indicator IN (SELECT indicator FROM cijfer) ORDER BY indicator');
  const series = await rows('SELECT indicator, reeks, string_agg(DISTINCT eenheid, \' of \' ORDER BY eenheid) AS eenheid FROM cijfer GROUP BY ALL ORDER BY ALL');
  return indicators.flatMap((about) => viewOf(about, series.filter(({ indicator }) => indicator === about.indicator)));
}

function viewOf({ indicator, naam_nl, definitie_nl, beperking_nl }, series) {
  const name = identifier(`${indicator.toLowerCase()}_${slug(naam_nl)}`);
  const columns = [
    ...place.map(([column, about]) => [column, `c.${column}`, about]),
    ['label_nl', 'any_value(l.label_nl)', 'Nederlands label van de code'],
    ['label_en', 'any_value(l.label_en)', 'Engels label van de code'],
    ['code_soort', 'any_value(l.soort)', 'Wat de code zegt: inhoud, onbekend, niet gevraagd, niet van toepassing, leeg'],
    ...series.flatMap(seriesColumns),
    ['dekking', 'max(c.dekking)', 'Deel van de verwachte fte achter het cijfer'],
    ['obs_status', "string_agg(DISTINCT c.obs_status, '' ORDER BY c.obs_status)", 'Leeg, of p (voorlopig), u (onbetrouwbaar), b (trendbreuk), n (geen cijfer)'],
    ['vintage', 'max(c.vintage)', 'Stand van de gegevens waarop het cijfer berust'],
  ];
  const select =
    `SELECT ${columns.map(([column, value]) => `${value} AS ${identifier(column)}`).join(', ')}\n` +
    `FROM cijfer c LEFT JOIN codelijst l ON l.lijst = c.dimensie AND l.code = c.code\n` +
    `WHERE c.indicator = ${literal(indicator)}\nGROUP BY c.periode, c.periode_soort, c.dimensie, c.code`;
  const comment = `${indicator}: ${naam_nl}. ${definitie_nl}${beperking_nl ? ` Beperking: ${beperking_nl}` : ''}\n\nSQL: ${select}`;
  return [
    `CREATE VIEW ${name} AS ${select}`,
    `COMMENT ON VIEW ${name} IS ${literal(comment)}`,
    ...columns.map(([column, , about]) => `COMMENT ON COLUMN ${name}.${identifier(column)} IS ${literal(about)}`),
  ];
}

/** A series as columns: its figure, interval and parts, and why there is no figure where there is none. */
function seriesColumns({ reeks, eenheid }) {
  const only = (value) => `max(${value}) FILTER (c.reeks = ${literal(reeks)})`;
  const missing = "CASE WHEN c.conf_status = 'C' THEN 'onderdrukt' WHEN c.waarde IS NULL THEN 'geen cijfer' END";
  return [
    ...parts.map(([suffix, column, about]) => [`${reeks}${suffix}`, only(`c.${column}`), `${reeks}: ${about}${['waarde', 'onder', 'boven'].includes(column) ? ` [${eenheid}]` : ''}`]),
    [`${reeks}_ontbreekt`, only(missing), `${reeks}: waarom er geen cijfer staat (onderdrukt, geen cijfer); leeg als het er staat`],
  ];
}
