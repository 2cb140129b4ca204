/** One photo of the sample archive, and the cameras they are taken with. */
import type { Position } from '../photo.ts';
import type { Drawing } from './sample-drawing.ts';

export type SampleCamera = { readonly make: string; readonly model: string; readonly lens: string };

/** IPTC that an earlier program left in the file. */
export type EarlierText = {
  readonly charset: 'latin1' | 'utf8';
  readonly headline?: string;
  readonly caption?: string;
  readonly keywords: readonly string[];
};

export type Shot = {
  /** Relative to the archive. */
  readonly folder: string;
  readonly name: string;
  readonly draw: (drawing: Drawing) => void;
  /** Shots with the same number share their chance: the frames of a burst differ only in what moves. */
  readonly burst?: number;
  /** `turned`: stored lying, to be shown upright by EXIF orientation 6, as cameras do; `tall`: stored upright. */
  readonly format?: 'turned' | 'tall';
  /** `YYYY-MM-DDTHH:MM:SS` by the camera's clock; a camera that forgot its clock writes none. */
  readonly taken?: string;
  readonly subSeconds?: string;
  readonly offset?: string;
  readonly camera: SampleCamera;
  /** ISO, f-number, exposure time, focal length in mm. */
  readonly exposure: readonly [iso: number, aperture: number, time: string, length: number];
  readonly position?: Position;
  readonly earlier?: EarlierText;
};

export const nikon = { make: 'NIKON CORPORATION', model: 'NIKON D750', lens: '24.0-70.0 mm f/2.8' };
export const sony = { make: 'SONY', model: 'ILCE-7M3', lens: 'FE 24-105mm F4 G OSS' };
export const canon = { make: 'Canon', model: 'Canon EOS R6', lens: 'RF24-70mm F2.8 L IS USM' };
export const fuji = { make: 'FUJIFILM', model: 'X-T5', lens: 'XF16-55mmF2.8 R LM WR' };
export const phone = {
  make: 'Apple',
  model: 'iPhone 15 Pro',
  lens: 'iPhone 15 Pro back triple camera 6.765mm f/1.78',
};

export const at = (latitude: number, longitude: number): Position => ({ latitude, longitude });
