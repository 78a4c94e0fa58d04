/** A chart as PNG, for programs that do not draw SVG; with the typeface that comes along, for without one no text is drawn at all. */
import type { Drawing } from './document.js';
import { sans, sansPaths } from './fonts.js';

/** The PNG at `scale` pixels a point. */
export async function pngOf(drawing: Drawing, scale = 2): Promise<Uint8Array> {
  const { Resvg } = await import('@resvg/resvg-js');
  const resvg = new Resvg(drawing.svg, {
    background: '#ffffff',
    fitTo: { mode: 'zoom', value: scale },
    font: { loadSystemFonts: false, fontFiles: sansPaths(), defaultFontFamily: sans, sansSerifFamily: sans },
  });
  return resvg.render().asPng();
}
