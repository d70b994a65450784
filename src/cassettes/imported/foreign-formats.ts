/** What programs' recordings can be taken in. */

export const FOREIGN_FORMATS = ['aimock', 'har', 'polly', 'vcrpy'] as const;
export type ForeignFormat = (typeof FOREIGN_FORMATS)[number];
