/** Commands with others below them. */
import type { CommandDefinition } from './command.ts';
import { choosing } from './stage-commands.ts';

const batch = () => import('./batch.ts');
const catalog = () => import('./catalog.ts');
const config = () => import('./config.ts');
const keywords = () => import('./keywords.ts');
const outlets = () => import('./outlets.ts');
const templates = () => import('./template.ts');

const ofArchive = ['--archive <folder>', 'the archive; the current folder unless given'] as const;

export const batchCommands: CommandDefinition = {
  name: 'batch',
  summary: 'list and cancel batches; write them as files and read results from files',
  commands: [
    {
      name: 'list',
      summary: 'list the batches, newest first',
      usage: '[archive]',
      options: [ofArchive],
      examples: [['proofsheet batch list ~/Photos', 'what is under way, and what it has answered']],
      run: async (context) => (await batch()).list(context),
    },
    {
      name: 'cancel',
      summary: 'cancel a batch, or all; what it has answered is kept',
      usage: '<batch> [archive]',
      options: [ofArchive, ['--resend', 'send its unanswered photos again with the next collect']],
      examples: [['proofsheet batch cancel 3 ~/Photos', 'cancel the third batch']],
      run: async (context) => (await batch()).cancel(context),
    },
    {
      name: 'forget',
      summary: 'give up a batch that the service no longer knows',
      usage: '<batch> [archive]',
      options: [ofArchive],
      examples: [['proofsheet batch forget 3 ~/Photos', 'give up the third batch']],
      run: async (context) => (await batch()).forget(context),
    },
    {
      name: 'export',
      summary: 'write what was prepared as batch files for another engine, and send nothing',
      usage: '<folder> [archive]',
      options: [ofArchive, ...choosing],
      examples: [
        ['proofsheet batch export ./requests ~/Photos', 'files for an engine of your own'],
      ],
      run: async (context) => (await batch()).exportFiles(context),
    },
    {
      name: 'import',
      summary: 'read result files made anywhere, and task files that explain their ids',
      usage: '<files...>',
      options: [ofArchive],
      examples: [
        [
          'proofsheet batch import results.jsonl --archive ~/Photos',
          'take in what that engine answered',
        ],
      ],
      run: async (context) => (await batch()).importFiles(context),
    },
  ],
};

export const catalogCommands: CommandDefinition = {
  name: 'catalog',
  summary: 'look after the file in which everything about an archive is kept',
  commands: [
    {
      name: 'check',
      summary: 'look through the catalog for damage; changes nothing',
      usage: '[archive]',
      examples: [['proofsheet catalog check ~/Photos', 'look for damage']],
      run: async (context) => (await catalog()).check(context),
    },
    {
      name: 'restore',
      summary: 'list the backups of the catalog, or go back to one',
      usage: '[archive] [backup]',
      options: [['--yes', 'do not ask']],
      examples: [['proofsheet catalog restore ~/Photos', 'list the backups']],
      run: async (context) => (await catalog()).restore(context),
    },
    {
      name: 'rebuild',
      summary: 'make a new catalog from what is left: the old one, photos, answers, sidecars',
      usage: '[archive]',
      options: [['--yes', 'do not ask']],
      examples: [['proofsheet catalog rebuild ~/Photos', 'start again from what is left']],
      run: async (context) => (await catalog()).rebuild(context),
    },
  ],
};

export const configCommands: CommandDefinition = {
  name: 'config',
  summary: 'show or change the settings',
  options: [['--path', 'print where the settings are kept']],
  examples: [['proofsheet config', 'all settings, their values and meanings']],
  commands: [
    {
      name: 'get',
      summary: 'print the value of a setting',
      usage: '<name>',
      examples: [['proofsheet config get model', 'the bare value, for scripts']],
      run: async (context) => (await config()).get(context),
    },
    {
      name: 'set',
      summary: 'change a setting',
      usage: '<name> <value...>',
      examples: [['proofsheet config set keywords.count 40', 'ask for 40 keywords a photo']],
      run: async (context) => (await config()).set(context),
    },
    {
      name: 'reset',
      summary: 'reset a setting to its default',
      usage: '<name>',
      examples: [['proofsheet config reset keywords.count', 'back to the default']],
      run: async (context) => (await config()).reset(context),
    },
    {
      name: 'key',
      summary: 'store the API key, read from standard input or asked for',
      options: [['--forget', 'delete the stored key']],
      examples: [['proofsheet config key < key.txt', 'store the key from a file']],
      run: async (context) => (await config()).key(context),
    },
    {
      name: 'password',
      summary: 'store the password of a server that files are uploaded to',
      usage: '<server>',
      options: [['--forget', 'delete the stored password']],
      examples: [
        ['proofsheet config password adobe', 'of an outlet that photos are delivered to'],
        ['proofsheet config password preview', 'of the server for previews (preview.host)'],
      ],
      run: async (context) => (await config()).password(context),
    },
  ],
  run: async (context) => (await config()).show(context),
};

const listForm = [
  '--form <form>',
  'the form of the list: lightroom, photo-mechanic (the same tree) or flat; told from the text unless given',
] as const;

export const keywordCommands: CommandDefinition = {
  name: 'keywords',
  summary:
    'import and export a keyword list of your own, as Lightroom and Photo Mechanic have them',
  examples: [['proofsheet keywords', 'how large your list is, and where it is kept']],
  commands: [
    {
      name: 'import',
      summary: 'take a list in, in place of the one that is there',
      usage: '<file>',
      options: [listForm, ['--add', 'add it to the list that is there']],
      examples: [
        ['proofsheet keywords import Lightroom-Keywords.txt', 'what Lightroom has exported'],
      ],
      run: async (context) => (await keywords()).importList(context),
    },
    {
      name: 'export',
      summary: 'print the list, or write it into a file',
      options: [
        ['--form <form>', 'lightroom (the usual one), photo-mechanic (the same tree) or flat'],
        ['--out <file>', 'the file to write; one that is there is replaced'],
      ],
      examples: [
        ['proofsheet keywords export --form flat --out keywords.txt', 'one keyword a line'],
      ],
      run: async (context) => (await keywords()).exportList(context),
    },
    {
      name: 'show',
      summary: 'how large the list is; or where a word stands in it, and what belongs to it',
      usage: '[word...]',
      examples: [['proofsheet keywords show ferry boat', 'look a word up']],
      run: async (context) => (await keywords()).show(context),
    },
    {
      name: 'check',
      summary: 'look for mistakes in a list, or in your own',
      usage: '[file]',
      options: [listForm],
      examples: [['proofsheet keywords check list.txt', 'say which line is wrong, and why']],
      run: async (context) => (await keywords()).check(context),
    },
  ],
  run: async (context) => (await keywords()).show(context),
};

export const templateCommands: CommandDefinition = {
  name: 'template',
  summary: 'show what metadata templates write: creator, copyright, contact, releases',
  commands: [
    {
      name: 'show',
      summary: 'print which fields hold in which folder of the archive',
      usage: '[archive]',
      examples: [['proofsheet template show ~/Photos', 'what every photo gets beside its text']],
      run: async (context) => (await templates()).show(context),
    },
    {
      name: 'check',
      summary: 'look for mistakes in the file of a template',
      usage: '<file>',
      options: [['--archive <folder>', 'count its photos that have no value for a variable']],
      examples: [
        ['proofsheet template check proofsheet.template.txt', 'say which line and field is wrong'],
      ],
      run: async (context) => (await templates()).check(context),
    },
    {
      name: 'apply',
      summary: 'bring templates into accepted photos, also into those written already',
      usage: '[archive]',
      options: [
        ['--dry-run', 'print what would be written and what stays, photo by photo; write nothing'],
        ...choosing,
      ],
      examples: [
        ['proofsheet template apply --dry-run ~/Photos', 'see every field of every photo before'],
      ],
      run: async (context) => (await templates()).apply(context),
    },
  ],
};

export const outletCommands: CommandDefinition = {
  name: 'outlets',
  summary: 'list the agencies and other places where photos may go, and their rules',
  examples: [['proofsheet outlets', 'every outlet with its limits']],
  commands: [
    {
      name: 'show',
      summary: 'print everything known of an outlet, with confidence and date',
      usage: '<outlet>',
      examples: [
        ['proofsheet outlets show adobe > adobe.json', 'the facts, to correct what has changed'],
      ],
      run: async (context) => (await outlets()).show(context),
    },
    {
      name: 'check',
      summary: 'look for mistakes in the file of an outlet of your own',
      usage: '<file>',
      examples: [['proofsheet outlets check mine.json', 'say which line and field is wrong']],
      run: async (context) => (await outlets()).check(context),
    },
    {
      name: 'try',
      summary:
        'log in to the server of an outlet, put a small file there, read it back and remove it',
      usage: '<outlet>',
      examples: [['proofsheet outlets try adobe', 'before the first delivery']],
      run: async (context) => (await outlets()).tryOne(context),
    },
  ],
  run: async (context) => (await outlets()).list(context),
};
