import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal, refusalIn } from '../../../src/rules/answers/refusals.ts';
import data from '../../../src/rules/data/refusals.json' with { type: 'json' };
import { runsOf } from '../../helpers/some-of.ts';

const refusals = [
  "I'm not comfortable trying to view the image you sent.",
  "I don't feel comfortable identifying real people.",
  "Regrettably, I'm unable to generate keywords for this content.",
  'Sadly, I cannot describe it.',
  "I'm not going to describe this photo.",
  'The image provided is too blurry to describe.',
  'This picture is not clear enough to identify anything.',
  'Content removed due to policy restrictions.',
  'Description withheld.',
  'Removed because of safety policy violations',
  "I'm sorry, I can't help with identifying people in this image",
  'I’m sorry, but I can’t assist with that request.',
  'I am sorry, but I cannot describe this photo.',
  'Sorry, I cannot help with that',
  'Sorry, this image could not be processed.',
  'I cannot identify the people in this image.',
  'I can not see the picture.',
  'I can’t provide a description of this image.',
  "Unfortunately, I'm unable to view images.",
  'I am unable to process this request',
  'Unable to load the image',
  'Cannot determine the contents of the image.',
  'We are not able to describe this photograph.',
  'As an AI language model, I do not have eyes.',
  'As an AI, I cannot see the picture',
  "I'm an AI assistant and cannot view photos.",
  'I must decline to describe this image.',
  'I won’t be able to describe the person shown.',
  'The image could not be loaded',
  'The image cannot be displayed.',
  'The provided image was not loaded correctly.',
  'The photo you uploaded could not be opened.',
  'Image not available',
  'This picture appears to be blank.',
  'No image was provided.',
  'No photo attached',
  'Please upload the image again.',
  'Could you please provide the image?',
  'It is not possible to describe this image.',
  'This request violates our content policy.',
  'I apologize, but I cannot comply.',
  'My apologies, but the image is not visible.',
  "I don't have the ability to view pictures.",
  "I don't see any image attached.",
  'It looks like the image did not come through.',
  'Description not available',
  'Content filtered',
  'A street. I cannot identify the people in it.',
  '"I’m sorry, I can’t help with that."',
  '**I cannot help with that.**',
  'Title: I cannot describe this image',
  'Ｉ’ｍ ｓｏｒｒｙ, Ｉ ｃａｎ’ｔ ｈｅｌｐ.',
  'Es tut mir leid, ich kann diese Person nicht erkennen.',
  'Ich kann bei dieser Anfrage nicht helfen.',
  'Leider kann ich das Bild nicht sehen.',
  'Je suis désolé, je ne peux pas décrire cette image.',
  "En tant qu'IA, je ne peux pas voir l'image",
  'Lo siento, no puedo ayudar con eso.',
  'La imagen no se pudo cargar',
  'Desculpe, não posso ajudar com isso.',
  'Mi dispiace, non posso identificare le persone.',
  'Het spijt me, ik kan deze afbeelding niet beschrijven.',
  'Üzgünüm, bu konuda yardımcı olamam.',
  'Извините, я не могу описать это изображение.',
  'К сожалению, изображение не загрузилось',
  'Przepraszam, nie mogę pomóc.',
  '抱歉，我无法识别图片中的人物。',
  '我无法描述这张图片',
  '申し訳ありませんが、その画像を説明することはできません。',
  '죄송합니다. 이 이미지를 설명할 수 없습니다.',
  'عذرًا، لا أستطيع المساعدة في ذلك.',
  'Beklager, jeg kan ikke hjelpe med det.',
];

const descriptions = [
  'Content removed from a shelf by a shop assistant',
  'Photo hidden behind a curtain',
  'Image flagged with coloured pins on a board',
  'A man not comfortable in a suit sits on a bench',
  'The picture is too large for the wall of the gallery',
  'Sadly withered roses in a vase',
  'Insurance policy violations listed on a desk',
  'Ferries cross the Bosphorus at dusk below the Galata Tower',
  'A sign in a shop window says "Sorry, we are closed"',
  'Sorry, we are closed sign hangs on a shop door',
  'Sorry we are open notice in a window',
  'Sorry for the inconvenience sign on a closed road',
  '"I\'m sorry" written in chalk on a brick wall',
  'Graffiti reads I love you on a bridge over the Seine',
  'Protesters hold a banner that reads "I can\'t breathe"',
  'Volunteers help a woman who cannot walk cross the street',
  'A photo of a family stands on a wooden table',
  'Image of the Virgin Mary above a church door',
  'Picture frames for sale at a flea market',
  'Photo booth at a train station',
  'Visitors photograph a picture that is missing from its frame',
  'No photography sign at the entrance of a mosque',
  'Please do not feed the pigeons sign in a square',
  'An artificial intelligence conference with visitors at stands',
  'A robot with artificial intelligence greets visitors at a fair',
  'An unfortunate traveller waits beside his broken car',
  'Unable riders rest beside their horses',
  'Content cat sleeps on a window sill',
  'Title page of an old book in a library',
  'Access road to a mountain village',
  'We Can Do It poster on a wall',
  'I Amsterdam letters in front of the Rijksmuseum',
  'Island fishermen mend nets; it is early morning',
  'AI Weiwei exhibition with visitors',
  'Dutch canal houses with bicycles',
  'Le petit café with chairs on the pavement',
  'Como lake with sailing boats in summer',
  'Nie wieder Krieg banner at a demonstration',
  'Non stop traffic on a wide avenue',
  'Maafushi island with palms and a white beach',
  'Beklagernes is not a word but this is a sentence',
  'Help wanted sign in a restaurant window',
  'Request stop for buses on a country road',
  'A man and a woman cannot open an umbrella in a storm',
];

describe('a refusal', () => {
  it.each(refusals)('is one: %s', (text) => {
    expect(isRefusal(text)).toBe(true);
  });

  it.each(descriptions)('is none: %s', (text) => {
    expect(isRefusal(text)).toBe(false);
  });

  it('is one in any case, with any apostrophe and with spaces around it', () => {
    const ways: readonly ((text: string) => string)[] = [
      (text) => text.toUpperCase(),
      (text) => text.replaceAll("'", '’').replaceAll('’', 'ʼ'),
      (text) => `  ${text}\n`,
      (text) => `"${text}"`,
      (text) => `“${text.replace(/\.$/, '')}”.`,
      (text) => `**${text}**`,
      (text) => text.replaceAll(' ', '\u00a0'),
    ];
    for (const change of ways)
      expect(refusals.map(change).filter((text) => !isRefusal(text))).toEqual([]);
  });

  // What makes it quick must lose none: every text that one of the patterns describes is still found.
  it.each([
    ...data.english,
    ...Object.values(data.beginnings).flatMap((list) => list.map((begin) => `^(?:${begin})`)),
    ...data.beginningsOfOtherWritings.map((begin) => `^(?:${begin})`),
  ])('is found wherever its pattern fits: %s', (pattern) => {
    const full = pattern.replace(
      /<(\w+)>/g,
      (_, part: keyof typeof data.parts) => data.parts[part],
    );
    // What only looks around has nothing to write down.
    const written = full.replaceAll('\\b', '').replace(/^\^|\$$/g, '');
    const text = fc
      .stringMatching(new RegExp(`^(?:${written})$`, 'u'))
      .map((line) => line.replace(/\s+/gu, ' ').trim())
      // Signs around a text are taken off first, and what is left may be another text.
      .filter((line) => !/["“”„«»'*_)\]]$/u.test(line) && new RegExp(full, 'u').test(line));
    fc.assert(
      fc.property(text, (line) => {
        expect(isRefusal(line)).toBe(true);
      }),
      { numRuns: runsOf(200) },
    );
  });

  it('among the keywords is one of more than a word', () => {
    expect(refusalIn(['A bridge'], ['bridge', 'I cannot help with that'])).toBeDefined();
    expect(
      refusalIn(['A bridge'], ['sorry', 'image', 'AI', 'unavailable', 'please']),
    ).toBeUndefined();
    expect(refusalIn(['A bridge', 'Sorry.'], [])).toBe('Sorry.');
    for (const between of [' ', ', '])
      expect(
        refusalIn(['A bridge'], "Unfortunately, I'm unable to process this photo.".split(between)),
      ).toBeDefined();
  });
});
