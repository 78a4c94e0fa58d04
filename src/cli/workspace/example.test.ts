import { expect, test } from 'vitest';
import { loadCodebook } from '../../codebook/codebook.js';
import { parseMapping } from '../../organisation/map/load.js';
import { parseConfig } from './config.js';
import { exampleConfig, exampleMapping } from './example.js';

test('what init lays down is right', () => {
  expect(parseMapping(exampleMapping, 'VOORBEELD.yaml', loadCodebook()).organisatie).toBe('VOORBEELD');
  expect(Object.keys(parseConfig(exampleConfig, 'monitor.yaml').organisaties)).toEqual(['VOORBEELD']);
});
