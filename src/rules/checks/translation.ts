/** Checks of titles in other languages. */
import { furtherLabel } from '../answers/further.ts';
import { wordEdits } from '../compare/agreement.ts';
import type { CheckFunction } from './check.ts';

/** A word that is mended or left out is no other title. */
const mended = 2;

export const translationBehind: CheckFunction = ({ text: { description }, facts }) => {
  const { offered, translations = [] } = facts;
  const isOther = offered !== undefined && wordEdits(offered.description, description) > mended;
  return (isOther ? translations : []).map((name) => ({
    code: 'translation-behind',
    field: 'title',
    severity: 'hint',
    message: `The title has changed but the ${furtherLabel(name).replace('Title', 'title')} has not.`,
  }));
};
