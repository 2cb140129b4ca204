/**
 * The fields that are the same for many photos: who made them, who has the rights, who is in them (IPTC Photo Metadata
 * Standard 2025.1; PLUS LDF 2.0). The four fields of the standard about pictures that a model has made are not here: we
 * never write them.
 */
import { type FieldRow, iim, row, type Structure } from './field-row.ts';

/** What every value of PLUS begins with. */
export const plusVocabulary = 'http://ns.useplus.org/ldf/vocab/';

const licensor: Structure = { xmp: 'plus:Licensor', isSequence: true };
const contact: Structure = { xmp: 'Iptc4xmpCore:CreatorContactInfo', isSequence: false };

const ofLicensor = (label: string, local: string, word?: string) =>
  row('text', `Licensor ${label}`, `plus:${local}`, {
    ...{ word: word && `licensor ${word}`, of: licensor },
  });
const ofContact = (label: string, local: string, tag: string, word?: string) =>
  row('text', `Contact ${label}`, `Iptc4xmpCore:${local}`, {
    word: word && `contact ${word}`,
    ...{ tag, of: contact },
  });
const inPlus = (label: string, local: string) =>
  row('text', label, `plus:${local}`, { vocabulary: plusVocabulary });

export const rightsFields = {
  creator: row('sequence', 'Creator', 'dc:creator', { tag: 'Creator', ...iim(80, 'By-line', 32) }),
  creatorTitle: row('text', "Creator's job title", 'photoshop:AuthorsPosition', {
    ...iim(85, 'By-lineTitle', 32),
  }),
  copyright: row('alternative', 'Copyright notice', 'dc:rights', {
    tag: 'Rights',
    ...iim(116, 'CopyrightNotice', 128),
  }),
  /** `True` or `False`. */
  copyrightStatus: row('text', 'Copyright status', 'xmpRights:Marked'),
  credit: row('text', 'Credit line', 'photoshop:Credit', iim(110, 'Credit', 32)),
  source: row('text', 'Source', 'photoshop:Source', iim(115, 'Source', 32)),
  usageTerms: row('alternative', 'Rights usage terms', 'xmpRights:UsageTerms'),
  webStatement: row('text', 'Web statement of rights', 'xmpRights:WebStatement'),
  licensorName: ofLicensor('name', 'LicensorName'),
  licensorId: ofLicensor('ID', 'LicensorID', 'ID'),
  licensorUrl: ofLicensor('URL', 'LicensorURL', 'URL'),
  licensorEmail: ofLicensor('email', 'LicensorEmail'),
  licensorPhone: ofLicensor('telephone', 'LicensorTelephone1'),
  contactAddress: ofContact('address', 'CiAdrExtadr', 'CreatorAddress'),
  contactCity: ofContact('city', 'CiAdrCity', 'CreatorCity'),
  contactRegion: ofContact('region', 'CiAdrRegion', 'CreatorRegion'),
  contactPostalCode: ofContact('postal code', 'CiAdrPcode', 'CreatorPostalCode'),
  contactCountry: ofContact('country', 'CiAdrCtry', 'CreatorCountry'),
  contactPhone: ofContact('telephone', 'CiTelWork', 'CreatorWorkTelephone'),
  contactEmail: ofContact('email', 'CiEmailWork', 'CreatorWorkEmail'),
  contactUrl: ofContact('URL', 'CiUrlWork', 'CreatorWorkURL', 'URL'),
  instructions: row('text', 'Instructions', 'photoshop:Instructions', {
    ...iim(40, 'SpecialInstructions', 256),
  }),
  jobId: row('text', 'Job ID', 'photoshop:TransmissionReference', {
    word: 'job ID',
    ...iim(103, 'OriginalTransmissionReference', 32),
  }),
  descriptionWriter: row('text', 'Description writer', 'photoshop:CaptionWriter', {
    ...iim(122, 'Writer-Editor', 32),
  }),
  digitalSourceType: row('text', 'Digital source type', 'Iptc4xmpExt:DigitalSourceType'),
  dataMining: inPlus('Data mining', 'DataMining'),
  personShown: row('bag', 'Person shown', 'Iptc4xmpExt:PersonInImage'),
  event: row('alternative', 'Event', 'Iptc4xmpExt:Event'),
  sublocation: row('text', 'Sublocation', 'Iptc4xmpCore:Location', iim(92, 'Sub-location', 32)),
  altText: row('alternative', 'Alt text', 'Iptc4xmpCore:AltTextAccessibility'),
  extendedDescription: row(
    'alternative',
    'Extended description',
    'Iptc4xmpCore:ExtDescrAccessibility',
  ),
  modelReleaseStatus: inPlus('Model release status', 'ModelReleaseStatus'),
  modelReleaseId: row('bag', 'Model release ID', 'plus:ModelReleaseID', {
    word: 'model release ID',
  }),
  propertyReleaseStatus: inPlus('Property release status', 'PropertyReleaseStatus'),
  propertyReleaseId: row('bag', 'Property release ID', 'plus:PropertyReleaseID', {
    word: 'property release ID',
  }),
} as const satisfies Readonly<Record<string, FieldRow>>;
