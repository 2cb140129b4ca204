/** The one place where text reaches Ink, which hands on whatever it is given: so it is given nothing raw. */
import { Text } from 'ink';
import type { Harmless } from '../../terminal-output.ts';

export function Painted({ text, isCut }: { readonly text: Harmless; readonly isCut: boolean }) {
  return <Text wrap={isCut ? 'truncate' : 'wrap'}>{text}</Text>;
}
