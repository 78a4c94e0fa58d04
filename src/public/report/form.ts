/** The forms in which a report comes. */
export const forms = ['html', 'pdf', 'docx', 'xlsx'] as const;
export type Form = (typeof forms)[number];
