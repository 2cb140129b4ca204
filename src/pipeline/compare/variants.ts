/** What may be compared: other models, sizes, prompts and efforts, and every combination of those that are named. */
import { basename, resolve } from 'node:path';
import { StopError } from '../../errors.ts';
import { type Settings, settingSpec } from '../../settings.ts';

const ours = 'ours';

/** What a person names, each a list; what is not named stays as the settings have it. */
export type VariantWish = {
  readonly models: readonly string[];
  /** Pixels of the longest side of the picture. */
  readonly sizes: readonly string[];
  /** Files with prompts; `ours` for our own words. */
  readonly prompts: readonly string[];
  readonly efforts: readonly string[];
};

const efforts: readonly string[] = ['none', 'low', 'medium', 'high', 'xhigh', 'max'];

/** What a line names: numbers are sizes, files with prompts end in .txt, words of efforts are known, the rest are models. */
export function wishIn(line: string): VariantWish {
  const words = line.split(/[\s,]+/u).filter((word) => word !== '');
  const isSize = (word: string) => /^\d+$/.test(word);
  const isPrompt = (word: string) => word === ours || /\.(?:txt|md)$/i.test(word);
  const isEffort = (word: string) => efforts.includes(word);
  return {
    sizes: words.filter(isSize),
    prompts: words.filter(isPrompt),
    efforts: words.filter(isEffort),
    models: words.filter((word) => !isSize(word) && !isPrompt(word) && !isEffort(word)),
  };
}

/** One way of asking. */
export type Variant = {
  /** `gpt-6.1-terra, 1024 px`: what was named for it. */
  readonly name: string;
  readonly settings: Settings;
};

/** Each is paid for by itself: more of them were hardly meant. */
const mostVariants = 24;

type Dimension = {
  readonly option: string;
  readonly setting: 'model' | 'preview.edge' | 'prompt.file' | 'reasoningEffort';
  readonly values: (wish: VariantWish) => readonly string[];
  readonly toValue: (named: string) => string;
  readonly nameOf: (named: string) => string;
};

const same = (named: string) => named;

const dimensions: readonly Dimension[] = [
  {
    ...{ option: '--models', setting: 'model', values: ({ models }) => models },
    ...{ toValue: same, nameOf: same },
  },
  {
    ...{ option: '--sizes', setting: 'preview.edge', values: ({ sizes }) => sizes },
    ...{ toValue: same, nameOf: (size) => `${size} px` },
  },
  {
    ...{ option: '--prompts', setting: 'prompt.file', values: ({ prompts }) => prompts },
    toValue: (file) => (file === ours ? '' : resolve(file)),
    nameOf: (file) => (file === ours ? 'our prompt' : basename(file)),
  },
  {
    ...{ option: '--efforts', setting: 'reasoningEffort', values: ({ efforts }) => efforts },
    ...{ toValue: same, nameOf: (effort) => `effort ${effort}` },
  },
];

/**
 * Every combination of what is named.
 * @throws StopError `usage` where nothing is named, something is no model, size or effort, or too many come of it
 */
export function variantsOf(settings: Settings, wish: VariantWish): readonly Variant[] {
  const named = dimensions
    .map((dimension) => ({ dimension, values: [...new Set(dimension.values(wish))] }))
    .filter(({ values }) => values.length > 0);
  if (named.length === 0)
    throw new StopError(
      'usage',
      'Nothing is named to compare with.',
      'Name models, sizes, prompts or efforts, for example `proofsheet compare --models gpt-6.1-terra ~/Photos`.',
    );
  let variants: readonly Variant[] = [{ name: '', settings }];
  for (const { dimension, values } of named)
    variants = variants.flatMap((variant) =>
      values.map((value) => varied(variant, dimension, value)),
    );
  if (variants.length <= mostVariants) return variants.map(priced(settings));
  throw new StopError(
    'usage',
    `That makes ${variants.length} combinations; at most ${mostVariants} are compared at once.`,
    'Name fewer models, sizes, prompts or efforts.',
  );
}

function varied(
  { name, settings }: Variant,
  { option, setting, toValue, nameOf }: Dimension,
  named: string,
): Variant {
  const { read, must } = settingSpec(setting);
  const value = named === '' ? undefined : read(toValue(named));
  if (value === undefined)
    throw new StopError(
      'usage',
      `${option} cannot be ${JSON.stringify(named)}: it must be ${must}.`,
      'Separate several by commas.',
    );
  return {
    name: name === '' ? nameOf(named) : `${name}, ${nameOf(named)}`,
    settings: { ...settings, [setting]: value },
  };
}

/** A price that the user gave is that of the model in the settings. */
function priced({ model }: Settings): (variant: Variant) => Variant {
  return (variant) =>
    variant.settings.model === model
      ? variant
      : { ...variant, settings: { ...variant.settings, 'price.input': 0, 'price.output': 0 } };
}
