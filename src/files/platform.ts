/** What differs between systems, as facts: nobody asks for the name of the system elsewhere. */

export type Platform = {
  /** Whether permission bits say who may do what. On Windows lists do, and of the bits there is one, for read-only files. */
  readonly hasModes: boolean;
  /** Whether links are followed by ourselves, because not every disk can answer where a path ends. */
  readonly walksPaths: boolean;
  /** Whether a shell can stop a program and let it go on (Ctrl-Z, `fg`). */
  readonly hasJobs: boolean;
  /** What the system says of a file that another program keeps to itself, for a moment or for long. */
  readonly saysInUse: ReadonlySet<string>;
  /** Who takes command lines apart: only a shell of Unix knows single quotes and `~`. */
  readonly shell: 'unix' | 'windows';
  /** Whether ExifTool is a program of its own, or a script for Perl. */
  readonly exifTool: 'program' | 'script';
  /** The editor that is always there. */
  readonly editor: string;
  /** What opens a file in the program that is made for it. */
  readonly viewer: string;
  /** What takes text for the clipboard at its standard input; where there is none, the terminal is asked. */
  readonly clipboard?: { readonly command: string; readonly encoding: 'utf8' | 'utf16le' };
};

const unix: Platform = {
  hasModes: true,
  walksPaths: false,
  hasJobs: true,
  saysInUse: new Set(),
  shell: 'unix',
  exifTool: 'script',
  editor: 'vi',
  viewer: 'xdg-open',
};

const platforms: Partial<Record<NodeJS.Platform, Platform>> = {
  darwin: { ...unix, viewer: 'open', clipboard: { command: 'pbcopy', encoding: 'utf8' } },
  win32: {
    hasModes: false,
    walksPaths: true,
    hasJobs: false,
    // A file that is open may be neither opened nor replaced, unless who opened it allows that: virus scanners, Explorer
    // and Lightroom do not, for a moment. A rename is then answered with what else means that it is not allowed.
    saysInUse: new Set(['EBUSY', 'EPERM', 'EACCES']),
    shell: 'windows',
    exifTool: 'program',
    editor: 'notepad',
    viewer: 'explorer.exe',
    clipboard: { command: 'clip.exe', encoding: 'utf16le' },
  },
};

/** The facts of a system; of this one, unless another is named. */
export function platform(name: NodeJS.Platform = process.platform): Platform {
  return platforms[name] ?? unix;
}
