import { expect, test } from 'vitest';
import { html, raw } from './html.js';

test('what is put in is escaped, HTML from the tag is not', () => {
  expect(html`<p title="${'"<&>\''}">${'<script>'}</p>`.text).toBe('<p title="&quot;&lt;&amp;&gt;&#39;">&lt;script&gt;</p>');
  expect(html`${[html`<i>${'a&b'}</i>`, 'c<d', 3]}${null}${undefined}${false}${0}`.text).toBe('<i>a&amp;b</i>c&lt;d30');
  expect(html`${raw('<b>')}`.text).toBe('<b>');
});
