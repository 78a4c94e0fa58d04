/** The shells that completion scripts exist for. */
export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof shells)[number];

export function isShell(name: string | undefined): name is Shell {
  return (shells as readonly (string | undefined)[]).includes(name);
}
