export const completeMessages = {
  'complete.command': {
    nl: 'schrijf het script waarmee een shell opdrachten, opties en waarden aanvult: bash, zsh, fish of powershell',
    en: 'print the script with which a shell completes commands, options and values: bash, zsh, fish or powershell',
  },
  'complete.shell': { nl: 'Voor welke shell? Kies uit: {known}.', en: 'For which shell? Choose from: {known}.' },
} as const;
