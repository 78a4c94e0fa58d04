/** The chapters that a steward follows with a hand on the keyboard. */
import { contextTemplate } from '../../organisation/context/context.js';
import { fieldsOf } from '../../codebook/codebook.js';
import { html } from '../../codebook/html.js';
import { table } from '../../codebook/page-fields.js';
import { words } from '../../codebook/words.js';
import { verdicts } from '../../organisation/validate/verdict.js';
import { type Chapter, fieldRows, paragraph, rich, screen, typed, type Writer } from './parts.js';
import type { Screens } from './screens.js';

export function startChapters(write: Writer, screens: Screens): Chapter[] {
  const { t, codebook } = write;
  const steps = [
    ['install', t('manual.start.install'), 5], ['export', t('manual.start.export'), 5], ['map', t('manual.start.map'), 8],
    ['check', t('manual.start.check'), 7], ['keys', t('manual.start.key'), 2], ['prepare', t('manual.start.prepare'), 3],
  ] as const;
  const asked = fieldsOf(codebook, 'voorval').filter((field) => !field.kop && field.eis !== 'nooit');
  const required = asked.filter(({ eis }) => eis === 'verplicht');
  const wanted = asked.filter(({ eis }) => eis === 'gewenst');
  const other = asked.filter(({ eis }) => eis !== 'verplicht' && eis !== 'gewenst');
  return [
    {
      id: 'start',
      title: t('manual.start'),
      body: [
        paragraph(t('manual.start.text')),
        html`<ol class="steps">${steps.map(([id, what, minutes]) => html`<li><a href="#${id}">${what}</a> <span class="minutes">${minutes} min</span></li>\n`)}</ol>\n`,
      ],
    },
    {
      id: 'install',
      title: t('manual.install'),
      body: [
        paragraph(t('manual.install.text')), typed(write, 'npm install ./agressiemonitor-0.1.0.tgz', 'npx agressiemonitor --help'),
        paragraph(t('manual.install.run')), paragraph(t('manual.install.workspace')), screen(write, screens.init), typed(write, 'cd werkmap', 'agressiemonitor init .'),
      ],
    },
    {
      id: 'export',
      title: t('manual.export'),
      body: [
        paragraph(t('manual.export.text')), html`<p class="warning">${rich(t('manual.export.personal'))}</p>\n`,
        html`<h3>${t('manual.export.required')}</h3>\n`, fieldRows(write, required, 'export'),
        html`<h3>${t('manual.export.wanted')}</h3>\n`, fieldRows(write, wanted, 'export'),
        html`<h3>${t('manual.export.other')}</h3>\n`, fieldRows(write, other, 'export'),
      ],
    },
    {
      id: 'map',
      title: t('manual.map'),
      body: [
        paragraph(t('manual.map.text')), screen(write, screens.propose), paragraph(t('manual.map.question')), screen(write, screens.question),
        paragraph(t('manual.map.file')), screen(write, screens.file), paragraph(t('manual.map.checkFile')), screen(write, screens.mappingCheck),
        html`<h3 id="changed">${t('manual.map.changed')}</h3>\n`, paragraph(t('manual.map.changed.text')), screen(write, screens.changed),
      ],
    },
    {
      id: 'check',
      title: t('manual.check'),
      body: [
        paragraph(t('manual.check.text')), screen(write, screens.check), paragraph(t('manual.check.repaired')), screen(write, screens.repaired),
        html`<h3 id="verdicts">${t('manual.verdicts')}</h3>\n`, paragraph(t('manual.verdicts.text')),
        table([t('manual.verdict'), t('manual.meaning'), t('manual.todo')], verdicts.map((verdict) => ({ id: `oordeel-${verdict}`, cells: [html`<strong>${t(`cli.verdict.${verdict}`)}</strong>`, t(`manual.verdict.${verdict}`), t(`manual.verdict.${verdict}.do`)] })), 'plain'),
      ],
    },
  ];
}

export function deliveryChapters(write: Writer, screens: Screens): Chapter[] {
  const { t, lang, codebook } = write;
  const incident = fieldsOf(codebook, 'voorval').filter((field) => !field.kop);
  const coarser = incident.filter((field) => field.eis !== 'nooit' && (field.niveau === 'B' || field.klasse !== undefined));
  const never = incident.filter((field) => field.eis === 'nooit');
  const rows = (fields: typeof incident, id: string) =>
    table([t('manual.export.field'), t('manual.leaves.becomes')], fields.map((field) => ({ id: `${id}-${field.naam}`, cells: [html`${field.label[lang]} <span class="sub"><code>${field.naam}</code></span>`, field.generalisatie[lang]] })), 'plain two');
  const layout = (kind: 'noemer' | 'nulverklaring') => [
    html`<h3>${t(`manual.context.${kind}`)}</h3>\n`,
    html`<figure class="screen"><figcaption>${t('manual.context.first')}</figcaption><pre class="wrap">${contextTemplate(kind, codebook).join(';')}</pre></figure>\n`,
    table([t('manual.export.field'), t('manual.meaning'), t('manual.context.requirement')], fieldsOf(codebook, kind).map((field) => ({
      id: `${kind}-${field.naam}`,
      cells: [html`<code>${field.naam}</code>`, html`${field.label[lang]} <span class="sub">${field.generalisatie[lang]}</span>`, words(lang)(`eis.${field.eis}`)],
    })), 'plain'),
  ];
  return [
    {
      id: 'leaves',
      title: t('manual.leaves'),
      body: [
        paragraph(t('manual.leaves.text')), html`<h3>${t('manual.leaves.coarser')}</h3>\n`, rows(coarser, 'grover'), paragraph(t('manual.leaves.classes')),
        html`<h3>${t('manual.leaves.never')}</h3>\n`, rows(never, 'nooit'),
      ],
    },
    { id: 'keys', title: t('manual.keys'), body: [paragraph(t('manual.keys.text')), screen(write, screens.keys), paragraph(t('manual.keys.lost'))] },
    {
      id: 'prepare',
      title: t('manual.prepare'),
      body: [paragraph(t('manual.prepare.text')), screen(write, screens.inspect), paragraph(t('manual.prepare.make')), screen(write, screens.prepare), paragraph(t('manual.prepare.again'))],
    },
    { id: 'context', title: t('manual.context'), body: [paragraph(t('manual.context.text')), html`<p class="warning">${t('manual.context.zero')}</p>\n`, ...layout('noemer'), ...layout('nulverklaring')] },
  ];
}
