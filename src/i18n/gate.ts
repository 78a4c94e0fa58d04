export const gateMessages = {
  'gate.programmeMistakes': {
    nl: 'Het tabellenprogramma {file} klopt niet:\n{list}',
    en: 'The table programme {file} is not right:\n{list}',
  },
  'gate.unexplained': {
    nl: 'De release is niet gemaakt: {count} cijfers staan niet in het tabellenprogramma of zijn kleiner dan hun drempel.\n{list}',
    en: 'The release was not made: {count} figures are not in the table programme or are below their threshold.\n{list}',
  },
  'gate.unsafe': {
    nl: 'De release is niet gemaakt: {count} onderdrukte cijfers zijn te nauw te bepalen uit wat deze en eerdere releases tonen.\n{list}\nVerhoog een drempel of wacht tot er meer voorvallen bij zijn gekomen.',
    en: 'The release was not made: {count} suppressed figures can be bounded too closely from what this and earlier releases show.\n{list}\nRaise a threshold, or wait until more incidents have come in.',
  },
  'gate.stale': {
    nl: 'De goedkeuring in {folder} hoort niet bij deze inhoud ({file}). Laat de release opnieuw goedkeuren met "agressiemonitor approve".',
    en: 'The approval in {folder} does not belong to these contents ({file}). Have the release approved again with "agressiemonitor approve".',
  },
  'gate.unknownApprover': {
    nl: 'De release is goedgekeurd door {name} met sleutel {key}, en die staat niet bij "goedkeurders" in monitor.yaml.',
    en: 'The release was approved by {name} with key {key}, which is not among "goedkeurders" in monitor.yaml.',
  },
  'gate.notApproved': {
    nl: 'Release {release} is nog niet goedgekeurd. Laat hem goedkeuren met "agressiemonitor approve {release}", of maak een concept met --concept.',
    en: 'Release {release} has not been approved yet. Have it approved with "agressiemonitor approve {release}", or make a draft with --concept.',
  },
  'gate.ledgerDamaged': {
    nl: 'Het grootboek van gepubliceerde cijfers is veranderd of onvolledig (bij {place}). Zet de map grootboek terug uit een reservekopie; zonder kan niet veilig worden vrijgegeven.',
    en: 'The ledger of published figures was changed or is incomplete (at {place}). Restore the folder grootboek from a backup; without it nothing can be released safely.',
  },
  'gate.noRelease': {
    nl: 'Release {release} bestaat niet. Bekend: {known}.',
    en: 'There is no release {release}. Known: {known}.',
  },
  'gate.approver': {
    nl: '{option} vraagt een naam of rol van ten minste twee letters: die staat onder de goedkeuring.',
    en: '{option} asks for a name or role of at least two letters: it stands under the approval.',
  },
  'gate.badKey': {
    nl: '{file} is geen persoonlijke Ed25519-sleutel (PEM).',
    en: '{file} is no private Ed25519 key (PEM).',
  },
  'gate.badSecret': {
    nl: '{file} is beschadigd: verwacht "zout" (64 hexadecimale tekens) en "p" (0 tot 100). Zet het terug uit een reservekopie.',
    en: '{file} is damaged: expected "zout" (64 hexadecimal digits) and "p" (0 to 100). Restore it from a backup.',
  },
  'gate.verify': {
    nl: 'Valt een release aan zoals een buitenstaander zou doen, met alleen de gepubliceerde bestanden',
    en: 'Attacks a release as an outsider would, with the published files alone',
  },
  'gate.approve': {
    nl: 'Tekent een release af: naam, rol, datum en handtekening, gebonden aan de inhoud',
    en: 'Signs a release off: name, role, day and signature, bound to its contents',
  },
  'gate.option.attack': {
    nl: 'toon per onderdrukt cijfer tussen welke waarden een aanvaller het hoogstens kan plaatsen',
    en: 'show for each suppressed figure between which values an attacker can place it at most',
  },
  'gate.option.cell': {
    nl: 'alleen dit cijfer: tabel, code en periode, zoals "vorm|SEKS|2024-06"',
    en: 'only this figure: table, code and period, such as "vorm|SEKS|2024-06"',
  },
  'gate.option.name': { nl: 'wie goedkeurt', en: 'who approves' },
  'gate.option.role': { nl: 'in welke rol, zoals "privacy officer"', en: 'in which role, such as "privacy officer"' },
  'gate.option.key': { nl: 'persoonlijke Ed25519-sleutel (PEM); standaard keys/goedkeuring.pem, gemaakt als die er niet is', en: 'private Ed25519 key (PEM); default keys/goedkeuring.pem, made when there is none' },
  'gate.option.concept': { nl: 'ook van een niet goedgekeurde release, met CONCEPT op elke pagina', en: 'also from a release that was not approved, with DRAFT on every page' },
  'gate.verified': {
    nl: 'Release {release}: {cells} cijfers, waarvan {withheld} onderdrukt; {statements} verbanden en {earlier} eerdere releases nagerekend met {programs} lineaire programma’s.\nGeen onderdrukt cijfer is te herleiden, geen is als klein aan te wijzen.\n',
    en: 'Release {release}: {cells} figures, of which {withheld} suppressed; {statements} relations and {earlier} earlier releases attacked with {programs} linear programs.\nNo suppressed figure can be recomputed, none can be shown to be small.\n',
  },
  'gate.status.approved': { nl: 'Goedgekeurd door {name} ({role}) op {day}, sleutel {key}.\n', en: 'Approved by {name} ({role}) on {day}, key {key}.\n' },
  'gate.status.draft': { nl: 'Nog niet goedgekeurd.\n', en: 'Not approved yet.\n' },
  'gate.attack.head': { nl: 'tabel,code,periode,ten minste,ten hoogste', en: 'table,code,period,at least,at most' },
  'gate.attack.none': { nl: 'Er is geen onderdrukt cijfer {place} in deze release.', en: 'There is no suppressed figure {place} in this release.' },
  'gate.approved': {
    nl: 'Release {release} is goedgekeurd door {name} ({role}) op {day}, sleutel {key}. De cijfers staan nu in het grootboek.\n',
    en: 'Release {release} was approved by {name} ({role}) on {day}, key {key}. Its figures are now in the ledger.\n',
  },
  'gate.keyMade': {
    nl: 'Nieuwe goedkeuringssleutel in {place}. Zet {key} bij "goedkeurders" in monitor.yaml om alleen deze te vertrouwen.',
    en: 'New approval key in {place}. Put {key} under "goedkeurders" in monitor.yaml to trust only this one.',
  },
} as const;
