/** Every command with its words for the help text, in the order of that text. What runs it is loaded when it is run. */
import type { CommandDefinition } from './command.ts';

const batch = () => import('./batch.ts');
const catalog = () => import('./catalog.ts');
const config = () => import('./config.ts');

const ofArchive = ['--archive <folder>', 'the archive; the current folder unless given'] as const;

/** Which photos a stage acts on. */
const choosing = [
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

/** They let rehearsal text out of the sample. */
const rehearsalFlags = [
  ['--write-rehearsal', 'write rehearsal text beside real photos'],
  ['--embed-rehearsal', 'also embed rehearsal text in real photos'],
] as const;

export const commands: readonly CommandDefinition[] = [
  {
    name: 'scan',
    summary: 'find the photos and read place, date and existing text',
    usage: '[archive]',
    options: [['--again', 'read every file again, changed or not']],
    run: async (context) => (await import('./scan.ts')).run(context),
  },
  {
    name: 'prepare',
    summary: 'make previews and requests, and show what asking will cost',
    usage: '[archive]',
    options: [
      ['--sample', 'also print what would be sent for the first photo, word for word'],
      ...choosing,
    ],
    run: async (context) => (await import('./prepare.ts')).run(context),
  },
  {
    name: 'submit',
    summary: 'send what was prepared to the model',
    usage: '[archive]',
    options: [
      ['--limit <photos>', 'send only this many photos, the first of the archive'],
      ['--yes', 'do not ask'],
      ...choosing,
    ],
    run: async (context) => (await import('./submit.ts')).run(context),
  },
  {
    name: 'collect',
    summary: 'take in the answers',
    usage: '[archive]',
    options: [
      ['--wait', 'stay until everything has been answered; closing is always safe'],
      ...choosing,
    ],
    run: async (context) => (await import('./collect.ts')).run(context),
  },
  {
    name: 'review',
    summary: 'accept or edit titles and keywords on the screen',
    usage: '[archive]',
    options: [
      [
        '--accept-clean',
        'without the screen: accept every photo that has neither a problem nor a doubt only you can settle',
      ],
      ['--accept-all', 'without the screen: accept every photo'],
      ['--export', 'without the screen: print the texts, one line of JSON a photo'],
      ['--import <file>', 'without the screen: take such lines in, as one step that can be undone'],
      ...choosing,
    ],
    run: async (context) => (await import('./review.ts')).run(context),
  },
  {
    name: 'sidecars',
    summary: 'write an .xmp beside every accepted photo',
    usage: '[archive]',
    options: [
      ['--diff', 'write nothing; show what would change, field by field'],
      ['--check', 'write nothing; list the sidecars that are missing, stale or in conflict'],
      ['--import', 'take everything from existing sidecars as accepted'],
      ['--ours', 'where another program changed the same field, keep our text'],
      ['--theirs', 'where another program changed the same field, keep its text'],
      ['--write-rehearsal', 'write rehearsal text beside real photos'],
      ...choosing,
    ],
    run: async (context) => (await import('./sidecars.ts')).run(context),
  },
  {
    name: 'embed',
    summary: 'write the accepted text into the JPEGs, proved and undoable',
    usage: '[archive]',
    options: [
      ['--yes', 'do not ask'],
      ['--dry-run', 'print what would change, photo by photo, and write nothing'],
      ['--retry', 'retry photos that an earlier run left alone'],
      ['--embed-rehearsal', 'embed rehearsal text in real photos'],
      ...choosing,
    ],
    run: async (context) => (await import('./embed.ts')).run(context),
  },
  {
    name: 'exclude',
    summary: 'leave photos out of everything, before anything is paid for them',
    usage: '[archive]',
    options: [...choosing, ['--undo', 'let them take part again']],
    run: async (context) => (await import('./exclude.ts')).run(context),
  },
  {
    name: 'undo',
    summary: 'restore photos and sidecars to what they were, byte for byte',
    usage: '[archive]',
    options: [
      ['--run <number>', 'undo this run instead of the last one'],
      ['--photo <path>', 'undo only this photo; may be repeated', 'repeated'],
      ['--list', 'list the runs that can be undone'],
    ],
    run: async (context) => (await import('./undo.ts')).run(context),
  },
  {
    name: 'run',
    summary: 'run all stages: scan, ask, accept what has no problems, sidecars, embed',
    usage: '[archive]',
    options: [
      ['--yes', 'needed: this sends pictures, spends money and writes to your photos'],
      [
        '--accept <which>',
        'clean (neither problems nor doubts only you can settle; the default) or all',
      ],
      ...rehearsalFlags,
      ...choosing,
    ],
    run: async (context) => (await import('./run.ts')).run(context),
  },
  {
    name: 'status',
    summary: 'show where every photo stands',
    usage: '[archive]',
    options: [['--issues', 'list every issue, not only the first ones'], ...choosing],
    run: async (context) => (await import('./status.ts')).run(context),
  },
  {
    name: 'batch',
    summary: 'list and cancel batches; write them as files and read results from files',
    commands: [
      {
        name: 'list',
        summary: 'list the batches, newest first',
        usage: '[archive]',
        options: [ofArchive],
        run: async (context) => (await batch()).list(context),
      },
      {
        name: 'cancel',
        summary: 'cancel a batch, or all; what it has answered is kept',
        usage: '<batch> [archive]',
        options: [
          ofArchive,
          ['--resend', 'send its unanswered photos again with the next collect'],
        ],
        run: async (context) => (await batch()).cancel(context),
      },
      {
        name: 'forget',
        summary: 'give up a batch that the service no longer knows',
        usage: '<batch> [archive]',
        options: [ofArchive],
        run: async (context) => (await batch()).forget(context),
      },
      {
        name: 'export',
        summary: 'write what was prepared as batch files for another engine, and send nothing',
        usage: '<folder> [archive]',
        options: [ofArchive, ...choosing],
        run: async (context) => (await batch()).exportFiles(context),
      },
      {
        name: 'import',
        summary: 'read result files made anywhere, and task files that explain their ids',
        usage: '<files...>',
        options: [ofArchive],
        run: async (context) => (await batch()).importFiles(context),
      },
    ],
  },
  {
    name: 'catalog',
    summary: 'look after the file in which everything about an archive is kept',
    commands: [
      {
        name: 'check',
        summary: 'look through the catalog for damage; changes nothing',
        usage: '[archive]',
        run: async (context) => (await catalog()).check(context),
      },
      {
        name: 'restore',
        summary: 'list the backups of the catalog, or go back to one',
        usage: '[archive] [backup]',
        options: [['--yes', 'do not ask']],
        run: async (context) => (await catalog()).restore(context),
      },
      {
        name: 'rebuild',
        summary: 'make a new catalog from what is left: the old one, photos, answers, sidecars',
        usage: '[archive]',
        options: [['--yes', 'do not ask']],
        run: async (context) => (await catalog()).rebuild(context),
      },
    ],
  },
  {
    name: 'doctor',
    summary: 'check that ExifTool starts, the key works, the archive can be written',
    usage: '[archive]',
    options: [['--offline', 'do not ask the service']],
    run: async (context) => (await import('./doctor.ts')).run(context),
  },
  {
    name: 'config',
    summary: 'show or change the settings',
    options: [['--path', 'print where the settings are kept']],
    commands: [
      {
        name: 'get',
        summary: 'print the value of a setting',
        usage: '<name>',
        run: async (context) => (await config()).get(context),
      },
      {
        name: 'set',
        summary: 'change a setting',
        usage: '<name> <value...>',
        run: async (context) => (await config()).set(context),
      },
      {
        name: 'reset',
        summary: 'reset a setting to its default',
        usage: '<name>',
        run: async (context) => (await config()).reset(context),
      },
      {
        name: 'key',
        summary: 'store the API key, read from standard input or asked for',
        options: [['--forget', 'delete the stored key']],
        run: async (context) => (await config()).key(context),
      },
    ],
    run: async (context) => (await config()).show(context),
  },
  {
    name: 'rehearse',
    summary: 'try everything with no key and no cost, on a sample archive or on yours',
    usage: '[archive]',
    options: [
      ['--fresh', 'rebuild the sample archive and start over'],
      ['--headless', 'run all stages without the screen'],
      ...rehearsalFlags,
      ['--serve', 'only run the stand-in for the service and print its address'],
      ['--directory <folder>', 'with --serve: where it keeps its files and batches'],
      ['--port <number>', 'with --serve: the port to listen on'],
      ['--key <key>', 'with --serve: accept this API key only'],
    ],
    run: async (context) => (await import('./rehearse.ts')).run(context),
  },
];

/** What runs when no command is named. */
export const defaultCommand: CommandDefinition = {
  name: 'open',
  summary: 'open an archive on the screen',
  usage: '[archive]',
  run: async (context) => (await import('./open.ts')).run(context),
};
