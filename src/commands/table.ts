/** Every command with its words for the help text, in the order of that text. What runs it is loaded when it is run. */
import type { CommandDefinition } from './command.ts';
import {
  batchCommands,
  catalogCommands,
  configCommands,
  keywordCommands,
  outletCommands,
  templateCommands,
} from './command-groups.ts';
import { choosing, meantFlag, ofArchive, readOutFlag, stageCommands } from './stage-commands.ts';

/** They let rehearsal text out of the sample. */
const rehearsalFlags = [
  ['--write-rehearsal', 'write rehearsal text beside real photos'],
  ['--embed-rehearsal', 'also embed rehearsal text in real photos'],
] as const;

const ofWholeArchive: readonly CommandDefinition[] = [
  {
    name: 'exclude',
    summary: 'leave photos out of everything, before anything is paid for them',
    options: [...choosing, ['--undo', 'let them take part again']],
    examples: [
      ["proofsheet exclude --where 'rating:rejected' ~/Photos", 'leave out what you have rejected'],
    ],
    run: async (context) => (await import('./exclude.ts')).run(context),
  },
  {
    name: 'undo',
    summary: 'restore photos and sidecars to what they were, byte for byte',
    options: [
      ['--run <number>', 'undo this run instead of the last one'],
      ['--photo <path>', 'undo only this photo; may be repeated', 'repeated'],
      ['--list', 'list the runs that can be undone'],
    ],
    examples: [['proofsheet undo ~/Photos', 'take the last run back']],
    run: async (context) => (await import('./undo.ts')).run(context),
  },
  {
    name: 'run',
    summary: 'run all stages in turn, accepting what has neither problems nor doubts',
    options: [
      ['--yes', 'needed: this sends pictures, spends money and writes to your photos'],
      [
        '--accept <which>',
        'clean (neither problems nor doubts only you can settle; the default) or all',
      ],
      ...rehearsalFlags,
      ...choosing,
    ],
    examples: [
      ['proofsheet run --yes ~/Photos', 'everything at once, for those who trust the checks'],
    ],
    run: async (context) => (await import('./run.ts')).run(context),
  },
  {
    name: 'status',
    summary: 'show where every photo stands',
    options: [
      ['--issues', 'list every issue, not only the first ones'],
      ['--outcomes', 'print as CSV what became of photos at outlets; --json: as lines'],
      ...choosing,
    ],
    examples: [
      ['proofsheet status ~/Photos', 'how many photos wait for which stage'],
      [
        "proofsheet status --outcomes --where 'refused:adobe' ~/Photos > refused.csv",
        'what Adobe Stock has refused, and why',
      ],
    ],
    run: async (context) => (await import('./status.ts')).run(context),
  },
  {
    name: 'compare',
    summary: 'ask other models, sizes or prompts about accepted photos, and see which agrees most',
    options: [
      ['--models <names>', 'the models to ask, with commas: gpt-6-luna,gpt-6.1-terra'],
      ['--sizes <pixels>', 'longest sides of the picture that they see: 512,768'],
      ['--prompts <files>', 'files with prompts of your own; `ours` for our words'],
      ['--efforts <levels>', 'how long they may think: none,low'],
      ['--photos <number>', 'how many accepted photos; 30 unless given'],
      ['--yes', 'do not ask'],
      ...choosing,
    ],
    examples: [
      [
        'proofsheet compare --models gpt-6-luna,gpt-6.1-terra ~/Photos',
        'is the dearer model worth it for your photos? The price is shown first',
      ],
      ['proofsheet compare ~/Photos', 'what was compared before, without asking anybody'],
    ],
    run: async (context) => (await import('./compare.ts')).run(context),
  },
  {
    name: 'learn',
    summary: 'offer rules for words that you always remove, add or write otherwise',
    options: [
      ['--take <rule>', 'make it a rule, in the settings; may be repeated', 'repeated'],
      ['--decline <rule>', 'never offer it again in this archive; may be repeated', 'repeated'],
    ],
    examples: [
      ['proofsheet learn ~/Photos', 'what could be a rule, and how often you did it by hand'],
      ['proofsheet learn --take banned:haze ~/Photos', 'have "haze" left out from now on'],
    ],
    run: async (context) => (await import('./learn.ts')).run(context),
  },
];

export const commands: readonly CommandDefinition[] = [
  ...stageCommands,
  ...ofArchive(ofWholeArchive),
  batchCommands,
  catalogCommands,
  {
    name: 'doctor',
    summary: 'check that ExifTool starts, the key works, the archive can be written',
    usage: '[archive]',
    options: [['--offline', 'do not ask the service']],
    examples: [['proofsheet doctor ~/Photos', 'before the first run, or when something fails']],
    run: async (context) => (await import('./doctor.ts')).run(context),
  },
  keywordCommands,
  outletCommands,
  templateCommands,
  configCommands,
  {
    name: 'rehearse',
    summary: 'try everything with no key and no cost, on a sample archive or on yours',
    usage: '[archive]',
    options: [
      ['--fresh', 'rebuild the sample archive and start over'],
      ['--headless', 'run all stages without the screen'],
      readOutFlag,
      meantFlag,
      ...rehearsalFlags,
      ['--serve', 'only run the stand-in for the service and print its address'],
      ['--directory <folder>', 'with --serve: where it keeps its files and batches'],
      ['--port <number>', 'with --serve: the port to listen on'],
      ['--key <key>', 'with --serve: accept this API key only'],
    ],
    examples: [
      ['proofsheet rehearse', 'the sample archive, on the screen'],
      ['proofsheet rehearse ~/Photos', 'your own photos, with made-up texts'],
    ],
    run: async (context) => (await import('./rehearse.ts')).run(context),
  },
  {
    name: 'completion',
    summary: 'print a script with which your shell completes commands, options and settings',
    usage: '<shell>',
    examples: [
      ['proofsheet completion bash >> ~/.bashrc', 'bash, from the next terminal on'],
      ['proofsheet completion zsh > ~/.zfunc/_proofsheet', 'zsh, with ~/.zfunc in its fpath'],
      ['proofsheet completion fish > ~/.config/fish/completions/proofsheet.fish', 'fish'],
      ['proofsheet completion powershell >> $PROFILE', 'PowerShell'],
    ],
    run: async (context) => (await import('./completion.ts')).run(context),
  },
];

/** What runs when no command is named. */
export const defaultCommand: CommandDefinition = {
  name: 'open',
  summary: 'open an archive on the screen',
  usage: '[archive]',
  options: [readOutFlag, meantFlag],
  run: async (context) => (await import('./open.ts')).run(context),
};
