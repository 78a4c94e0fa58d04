/** The typefaces that come with the program, so that no form depends on what a machine has installed. Both are OFL. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Text, tables and charts; its metrics are Arial's, which the width table of the charts is about. */
export const sans = 'Arimo';
/** Headings. */
export const serif = 'Source Serif 4';

const require = createRequire(import.meta.url);
const sansFiles = ['400Regular/Arimo_400Regular.ttf', '400Regular_Italic/Arimo_400Regular_Italic.ttf', '700Bold/Arimo_700Bold.ttf', '700Bold_Italic/Arimo_700Bold_Italic.ttf'];
const serifFiles = ['400Regular/SourceSerif4_400Regular.ttf', '600SemiBold/SourceSerif4_600SemiBold.ttf'];

/** Paths of the sans, for a renderer that reads files. */
export function sansPaths(): string[] {
  return sansFiles.map((file) => require.resolve(`@expo-google-fonts/arimo/${file}`));
}

/** The bytes of every typeface. */
export function fontData(): Buffer[] {
  return [...sansPaths(), ...serifFiles.map((file) => require.resolve(`@expo-google-fonts/source-serif-4/${file}`))].map((path) => readFileSync(path));
}
