export const releaseMessages = {
  'release.heldAll': { nl: 'alle nieuwe cijfers', en: 'all new figures' },
  'release.none': {
    nl: 'In {folder} staat geen release. Maak er eerst een met "agressiemonitor run" of "agressiemonitor release".',
    en: 'There is no release in {folder}. Make one first with "agressiemonitor run" or "agressiemonitor release".',
  },
  'release.tampered': {
    nl: 'De release in {folder} is veranderd nadat hij is gemaakt: {file} klopt niet met het manifest. Gebruik hem niet; maak een nieuwe release.',
    en: 'The release in {folder} was changed after it was made: {file} does not agree with the manifest. Do not use it; make a new release.',
  },
  'release.suppressedValue': {
    nl: 'Een onderdrukt cijfer ({indicator}, {dimensie}, {periode}) bevat nog een waarde. De release is niet gemaakt.',
    en: 'A suppressed figure ({indicator}, {dimensie}, {periode}) still carries a value. The release was not made.',
  },
} as const;
