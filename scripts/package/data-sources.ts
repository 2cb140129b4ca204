/** Data in the package, or in what is installed with it, that have a source of their own. */

type DataSource = {
  readonly name: string;
  readonly license: string;
  readonly homepage: string;
  /** What has to be passed on with them. */
  readonly file?: string;
};

export const dataSources: readonly DataSource[] = [
  {
    name: 'American English words, from SCOWL by way of cspell',
    license: 'MIT and the notices below',
    homepage: 'http://wordlist.aspell.net',
    file: 'node_modules/@cspell/dict-en_us/src/hunspell/README_en_US-large.txt',
  },
  {
    name: 'towns of the world from GeoNames, in the Geolocation.dat of ExifTool, which is installed beside proofsheet',
    license: 'CC BY 4.0',
    homepage: 'https://www.geonames.org',
  },
  {
    name: 'tokens of the encoding o200k_base, from OpenAI (tiktoken) by way of gpt-tokenizer',
    license: 'MIT',
    homepage: 'https://github.com/openai/tiktoken',
  },
  {
    name: 'the pictures of the sample archive, drawn by the code in packages/sample-archive',
    license: 'MIT',
    homepage: 'https://github.com/proofsheet/proofsheet',
  },
];
