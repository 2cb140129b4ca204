/** The commands of the stages and of what belongs to them, in their order, and what several commands share. */
import type { CommandDefinition } from './command.ts';

/** Which photos a stage acts on. */
export const choosing = [
  [
    '--only <path>',
    'act on this folder, file or glob of the archive alone; may be repeated',
    'repeated',
  ],
  [
    '--where <filter>',
    "act on what the review's filter finds, as in 'city:lisbon rating:>=3'",
    'repeated',
  ],
] as const;

export const meantFlag = [
  '--yes',
  'do not ask whether a folder that hardly looks like an archive is meant',
] as const;

export const readOutFlag = [
  '--screen-reader',
  'the screen as lines of text, for a screen reader: no picture, no columns',
] as const;

/** Commands that take an archive and no other words. */
export function ofArchive(commands: readonly CommandDefinition[], isStage = false) {
  return commands.map((command) => ({ ...command, isStage, usage: '[archive]' }));
}

const stages: readonly CommandDefinition[] = [
  {
    name: 'scan',
    summary: 'find the photos and read place, date and existing text',
    options: [['--again', 'read every file again, changed or not'], meantFlag],
    examples: [['proofsheet scan ~/Photos', 'find what is new or has changed since the last time']],
    run: async (context) => (await import('./scan.ts')).run(context),
  },
  {
    name: 'prepare',
    summary: 'make previews and requests, and show what asking will cost',
    options: [
      ['--sample', 'also print what would be sent for the first photo, word for word'],
      ...choosing,
    ],
    examples: [['proofsheet prepare ~/Photos', 'see tokens and dollars before anything is sent']],
    run: async (context) => (await import('./prepare.ts')).run(context),
  },
  {
    name: 'submit',
    summary: 'send what was prepared to the model',
    options: [
      ['--limit <photos>', 'send only this many photos, the first of the archive'],
      ['--yes', 'do not ask'],
      ...choosing,
    ],
    examples: [['proofsheet submit --limit 50 ~/Photos', 'try it with the first 50 photos']],
    run: async (context) => (await import('./submit.ts')).run(context),
  },
  {
    name: 'collect',
    summary: 'take in the answers',
    options: [
      ['--wait', 'stay until everything has been answered; closing is always safe'],
      ...choosing,
    ],
    examples: [['proofsheet collect --wait ~/Photos', 'stay until every answer is here']],
    run: async (context) => (await import('./collect.ts')).run(context),
  },
  {
    name: 'review',
    summary: 'accept or edit titles and keywords on the screen',
    options: [
      [
        '--accept-clean',
        'without the screen: accept every photo that has neither a problem nor a doubt only you can settle',
      ],
      ['--accept-all', 'without the screen: accept every photo'],
      ['--export', 'without the screen: print the texts, one line of JSON a photo'],
      ['--import <file>', 'without the screen: take such lines in, as one step that can be undone'],
      readOutFlag,
      ...choosing,
    ],
    examples: [
      ['proofsheet review ~/Photos', 'the screen, with the picture in view'],
      [
        'proofsheet review --export ~/Photos > texts.jsonl',
        'edit the texts in another program; --import takes them back',
      ],
    ],
    run: async (context) => (await import('./review.ts')).run(context),
  },
  {
    name: 'sidecars',
    summary: 'write an .xmp beside every accepted photo',
    options: [
      ['--diff', 'write nothing; show what would change, field by field'],
      ['--check', 'write nothing; list the sidecars that are missing, stale or in conflict'],
      ['--import', 'take everything from existing sidecars as accepted'],
      ['--ours', 'where another program changed the same field, keep our text'],
      ['--theirs', 'where another program changed the same field, keep its text'],
      [
        '--raw <pair|never>',
        'say once for this archive whether raw files beside photos get the text, too',
      ],
      ['--write-rehearsal', 'write rehearsal text beside real photos'],
      ...choosing,
    ],
    examples: [
      ['proofsheet sidecars --diff ~/Photos', 'see what would be written, and write nothing'],
    ],
    run: async (context) => (await import('./sidecars.ts')).run(context),
  },
  {
    name: 'embed',
    summary: 'write the accepted text into the JPEGs, proved and undoable',
    options: [
      ['--yes', 'do not ask'],
      ['--dry-run', 'print what would change, photo by photo, and write nothing'],
      ['--retry', 'retry photos that an earlier run left alone'],
      ['--embed-rehearsal', 'embed rehearsal text in real photos'],
      ...choosing,
    ],
    examples: [
      ['proofsheet embed --dry-run ~/Photos', 'see what would change in every photo'],
      ['proofsheet embed ~/Photos', 'write it, after one question'],
    ],
    run: async (context) => (await import('./embed.ts')).run(context),
  },
];

/** What goes with the stages; not every photo goes this way. */
const besideStages: readonly CommandDefinition[] = [
  {
    name: 'contact-sheet',
    summary: 'write pictures, titles, keywords and decisions as one page to look at or print',
    options: [
      ['--out <file>', 'the page to write, as in sheet.html; one that is there is replaced'],
      ...choosing,
    ],
    examples: [
      [
        "proofsheet contact-sheet --where 'state:accepted' --out sheet.html ~/Photos",
        'what has been accepted, for a client to look at',
      ],
    ],
    run: async (context) => (await import('./contact-sheet.ts')).run(context),
  },
  {
    name: 'deliver',
    summary: 'make copies, names and CSVs for agencies out of the embedded photos, and upload them',
    options: [
      ['--to <outlets>', 'where they go, with commas: adobe,shutterstock,folder'],
      [
        '--into <folder>',
        'upload nothing: copies and CSVs go there, a folder below it for each outlet',
      ],
      ['--yes', 'do not ask'],
      ['--dry-run', 'print what would be made, sent and refused; write nothing'],
      ['--again', 'also deliver photos whose text has changed since they were delivered'],
      [
        '--mark <state>',
        'make nothing; say what became of them: delivered, accepted, refused, or ready again',
      ],
      ['--reason <text>', 'with --mark refused: why'],
      [
        '--results <file>',
        'make nothing; read what became of them from the CSV that a portal gives back',
      ],
      ...choosing,
    ],
    examples: [
      [
        'proofsheet deliver --to adobe,shutterstock ~/Photos',
        'copies and CSVs for two agencies, uploaded after one question',
      ],
      [
        'proofsheet deliver --to adobe --into ~/Deliveries ~/Photos',
        'the same, to be uploaded by hand',
      ],
      [
        'proofsheet deliver --to adobe --mark accepted ~/Photos',
        'write down that they were accepted',
      ],
    ],
    run: async (context) => (await import('./deliver.ts')).run(context),
  },
];

export const stageCommands = [...ofArchive(stages, true), ...ofArchive(besideStages)];
