/** Colours of charts and page: one blue for what is measured, greys for the rest; told apart without colour as well. */
export const palette = {
  ink: '#1a1a1a',
  soft: '#595959',
  line: '#d6d3cd',
  blue: '#0b5c8a',
  band: '#c5dbe8',
} as const;
