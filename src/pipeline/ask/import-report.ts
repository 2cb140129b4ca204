/** What came of reading result files, in sentences: what was taken, and what was not, with lines and reasons. */
import { counted } from '../../amounts.ts';
import { oneLine } from '../../rules/texts/clean.ts';
import type { StageSummary } from '../archive/stage.ts';

type Unplaced = { readonly id: string; readonly where: string };

/** So many lines are named one by one. */
const named = 5;

export class ImportReport {
  answered = 0;
  again = 0;
  issues = 0;
  /** Photos without an answer, each with its reason. */
  readonly reasons: string[] = [];
  readonly unknown: Unplaced[] = [];
  readonly ambiguous: (Unplaced & { readonly paths: readonly string[] })[] = [];
  /** Where lines are of which nothing is known, not even whom they are about. */
  readonly damaged: string[] = [];

  /** @param files how many were given, task files too */
  summary(files: number): StageSummary {
    const { answered, again, issues, reasons, unknown, ambiguous, damaged } = this;
    const notes = [`${counted(answered, 'photo')} got text from ${counted(files, 'file')}.`];
    if (again > 0) notes.push(`${again} got no answer and will be sent again when you submit.`);
    if (issues > 0) notes.push(`${counted(issues, 'photo needs', 'photos need')} your attention.`);
    notes.push(...firstOf(reasons));
    if (reasons.length > named) notes.push('`proofsheet status` lists them all.');
    if (ambiguous.length > 0) {
      notes.push(
        `${counted(ambiguous.length, 'result')} could be about several photos and ${ambiguous.length === 1 ? 'was' : 'were'} left out; name the pictures with their folders in the task file.`,
        ...firstOf(
          ambiguous.map((line) => `${placed(line)}: ${line.paths.slice(0, named).join(', ')}`),
        ),
      );
    }
    if (unknown.length > 0)
      notes.push(
        `${counted(unknown.length, 'result belongs', 'results belong')} to no photo of this archive (${listOf(unknown.map(placed))}); if their requests named pictures by address, give the task file as well.`,
      );
    if (damaged.length > 0)
      notes.push(
        `${counted(damaged.length, 'line')} cannot be read and ${damaged.length === 1 ? 'names' : 'name'} no photo (${listOf(damaged)}); get the file once more.`,
      );
    return {
      stage: 'collect',
      done: answered,
      issues: issues + unknown.length + ambiguous.length + damaged.length,
      notes,
    };
  }
}

/** An id comes from outside, and may hold anything. */
function placed({ id, where }: Unplaced): string {
  const plain = oneLine(id);
  return `${plain.length > 60 ? `${plain.slice(0, 60).toWellFormed()}…` : plain}, ${where}`;
}

function firstOf(lines: readonly string[]): readonly string[] {
  const first = lines.slice(0, named);
  const rest = lines.length - first.length;
  return rest > 0 ? [...first, `… and ${rest} more.`] : first;
}

function listOf(items: readonly string[]): string {
  const rest = items.length - named;
  return [...items.slice(0, named), ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}
