/** Office files are zip archives of XML: written anew here with fixed times and fixed order, so that the same parts give the same bytes. */
import { type Zippable, strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

export type Edit = (xml: string) => string;

/** The archive again, every part with the same moment, in the order of their names but the first; `edits` change a part by its path. */
export function rezipped(archive: Uint8Array, edits: Readonly<Record<string, Edit>> = {}): Uint8Array {
  const parts = unzipSync(archive);
  const first = '[Content_Types].xml';
  const names = Object.keys(parts).filter((name) => name !== first && !name.endsWith('/')).sort();
  const written: Zippable = {};
  for (const name of parts[first] ? [first, ...names] : names) {
    const edit = edits[name];
    const bytes = edit ? strToU8(edit(strFromU8(parts[name]!))) : parts[name]!;
    written[name] = [bytes, { level: /\.(png|jpe?g)$/.test(name) ? 0 : 6, mtime: new Date(1980, 0, 1) }];
  }
  return zipSync(written);
}

/** Properties of the document in `docProps/core.xml`: its language, and the day of the data for both times. */
export function coreProperties(language: string, day: string): Edit {
  return (xml) => {
    const dated = xml.replace(/(<dcterms:(created|modified)[^>]*>)[^<]*(<)/g, `$1${day}T00:00:00Z$3`);
    const bare = dated.replace(/<dc:language>[^<]*<\/dc:language>/, '');
    return bare.replace('</cp:coreProperties>', `<dc:language>${language}</dc:language></cp:coreProperties>`);
  };
}

export const languageTags = { nl: 'nl-NL', en: 'en-GB' } as const;
