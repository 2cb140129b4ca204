/**
 * Sentences by which a model declines instead of describing: in well-formed JSON they stand where the description or
 * the keywords should be. Descriptions never speak of "I" or of the image as a file, so each pattern asks for one of
 * the two; a sign in the picture that says "I'm sorry" is still described.
 */

const image =
  '(?:image|images|photo|photos|photograph|photographs|picture|pictures|file|attachment|link|url|content)';
const task =
  '(?:help|assist|identify|describe|provide|see|view|open|access|process|analy[sz]e|generate|create|comply|fulfil|fulfill|recogni[sz]e|determine|discern|load|read|have access|comment|continue|complete|support|engage|answer|respond|caption|title|tag|interpret|display|retrieve|fetch|name|tell|do (?:that|this)|make (?:that|this|out)|be able)';
const cannot =
  "(?:cannot|can ?not|can't|could ?not|couldn't|won't|will not|would not|wouldn't|do not|don't|am not able to|'m not able to|are not able to|'re not able to|am unable to|'m unable to|are unable to|'re unable to|was unable to|were unable to|wasn't able to|was not able to|am not allowed to|'m not allowed to|am not permitted to|'m not permitted to|am not designed to|'m not designed to|may not)";
const adverb = '(?:\\w+ly |also |just |even |currently )?';
const failed =
  "(?:could ?not|couldn't|can ?not|cannot|can't|was not|wasn't|were not|weren't|is not|isn't|are not|aren't|did not|didn't|does not|doesn't|failed to|fails to|has not|hasn't|not)";
const arrive =
  '(?:be )?(?:been )?(?:load|loaded|display|displayed|open|opened|available|accessible|accessed|found|process|processed|viewed|render|rendered|receive|received|attach|attached|provided|retrieved|fetched|downloaded|uploaded|supported|decoded|analy[sz]ed|identified|come through|appear)';
/** Where a sentence begins. */
const start = '(?:^|[.!?;]\\s+|\\b(?:but|however|unfortunately|sorry|afraid|apologi[sz]e),?\\s+)';

/** English, in small letters with straight apostrophes. */
const english: readonly string[] = [
  "^(?:(?:oh|well|hi|hello|hmm|unfortunately)[,.!]? )?(?:i'm|i am|we're|we are) (?:(?:so|very|really|truly|terribly|deeply) )?(?:sorry|afraid)(?:$|[,.;:!–—-]|\\s(?:but|i|we|that|to|for|about|this|the)\\b)",
  `^sorry[,.!:;–—-]*\\s*(?:but\\s+)?(?:i|we|this|that|the ${image}|your|no|there)\\b`,
  '^(?:my apologies|apologies|i apologi[sz]e|we apologi[sz]e|please accept my apologies)(?:$|[,.;:!–—-]|\\s(?:but|for|i|that)\\b)',
  `${start}(?:i|we) ?(?:${cannot}) ${adverb}${task}\\b`,
  `${start}(?:i|we) (?:must|have to|need to|will|would|'ll|would have to) (?:respectfully |politely )?(?:decline|refuse)\\b`,
  `${start}(?:i|we) (?:respectfully |politely )?(?:decline|refuse) to\\b`,
  `${start}(?:i|we) (?:do not|don't|cannot|can't) (?:have|see|find|detect|feel) (?:the ability|access|any|an?|enough|comfortable|the|your)\\b`,
  `${start}i(?:'d| would) (?:rather|prefer) not\\b`,
  "(?:^|[.!?;,]\\s+)(?:as|being|because i am|because i'm|i am|i'm)(?: just| only| merely)? an? (?:ai|artificial intelligence|(?:large |multimodal |vision )?language model|llm|text[- ]based (?:ai|model)|virtual assistant|ai[- ]\\w+)(?:$|[\\s,.;:])",
  `^(?:the|this|that|your|an?)?\\s*(?:\\w+ )?${image} (?:(?:you|that you|which you|that was|which was) (?:\\w+ )?(?:sent|provided|uploaded|attached|shared|supplied|submitted) |at this (?:link|url|address) )?${failed} ${adverb}${arrive}\\b`,
  `^(?:the|this|that|your) (?:\\w+ )?${image} (?:is|appears to be|seems to be|looks|may be) (?:blank|corrupt|corrupted|broken|unreadable|unavailable|inaccessible|missing)(?:$|[,.;!]|\\s(?:and|or|so)\\b)`,
  `^no ${image} (?:was|were|is|are|has been|have been)?\\s*(?:provided|attached|uploaded|received|found|supplied|included|shared|loaded|given|available|visible|detected|to (?:describe|analy[sz]e))\\b`,
  `^(?:there (?:is|was) no|i (?:do not|don't|did not|didn't) (?:see|receive)|it (?:looks|seems) (?:like|that|as if)) .{0,40}\\b${image}\\b`,
  `^(?:please|kindly|could you|can you|would you|try) .{0,40}\\b(?:re-?upload|upload|provide|attach|share|resend|send|submit|supply|uploading|sharing)\\b.{0,40}\\b(?:${image}|it)\\b`,
  `^(?:was |were )?(?:unable|not able|not allowed|not permitted) to ${adverb}${task}\\b`,
  `^(?:cannot|can't|could not|couldn't|can not) ${adverb}${task}\\b`,
  `^(?:it is|it's|it was) (?:not possible|impossible|not appropriate|inappropriate|against \\w+ \\w+) (?:for me )?to ${task}\\b`,
  `^(?:this|that|your|the) (?:request|prompt|content|task) (?:\\w+ )?(?:cannot|can't|could not|violates|goes against|is not|may violate|was|has been|falls)\\b`,
  `^(?:${image}|title|caption|description|keywords?|short title|details?|information|answer|response|output)(?: (?:is|are|was|were))? (?:not available|unavailable|not provided|not possible|withheld|blocked|refused|omitted|redacted|cannot be|could not be|can't be)\\b`,
  "(?:violat\\w+|goes against|against|due to|because of|under|in line with|contrary to|not permitted by) (?:my|our|openai'?s?|the) (?:\\w+ )?(?:content |usage |safety |privacy |community )?(?:polic(?:y|ies)|guidelines|programming|training|terms of (?:use|service))\\b",
  "^(?:i'd|i would) be happy to help\\b",
  '^(?:request|content|response) (?:declined|denied|blocked|filtered|refused|rejected)\\b',
  '^(?:refused|refusal|declined|no comment|access denied|content filtered)[.!]*$',
];

/** The beginnings of the same in other languages, for models that answer in the user's. */
const elsewhere: readonly string[] = [
  // German, Dutch, Scandinavian
  '(?:es )?tut (?:mir|uns) (?:sehr )?leid|leider (?:kann|konnte|könnte|darf|ist es mir|bin ich)|ich (?:kann|darf|konnte) (?:.{0,60} )?(?:nicht|keine?)\\b|entschuldig(?:ung|en sie)|das (?:bild|foto) (?:konnte|kann|ist|wurde) nicht|als (?:eine? )?(?:ki|künstliche intelligenz|sprachmodell)\\b',
  '(?:het spijt (?:me|mij)|helaas (?:kan|kon)|ik kan (?:.{0,60} )?(?:niet|geen)\\b|sorry, ik|als (?:een )?(?:ai|taalmodel)\\b|de afbeelding (?:kon|kan) niet)',
  'tyvärr|jag kan inte|jag är ledsen|desværre|jeg kan (?:desværre )?ikke|dessverre|jeg beklager|beklager|bilden kunde inte|valitettavasti|olen pahoillani|en voi',
  // French, Spanish, Portuguese, Italian, Romanian, Catalan
  "(?:je suis )?(?:vraiment |sincèrement )?désolée?[,. ]|désolée?$|malheureusement,? je|je ne (?:peux|suis|vois)|en tant qu(?:'|e )(?:une? )?(?:ia|intelligence|modèle|assistant)|l'image (?:n'a|ne)",
  'lo siento|lo lamento|no puedo|no me es posible|lamentablemente|como (?:una? )?(?:ia|inteligencia artificial|modelo de lenguaje)\\b|la imagen no (?:se )?(?:pudo|puede|ha|está)|disculp(?:e|a|en|as)',
  'desculpe|sinto muito|lamento[, ]|infelizmente|não (?:posso|consigo|é possível)|como (?:uma? )?(?:ia|inteligência artificial|modelo de linguagem)\\b|a imagem não',
  "mi dispiace|spiacente|purtroppo|non (?:posso|riesco|sono in grado)|in quanto (?:ia|intelligenza|modello)|come (?:ia|intelligenza artificiale|modello linguistico)\\b|l'immagine non|îmi pare rău|din păcate|nu pot|ho sento",
  // Slavic, Greek, Hungarian, Turkish
  'przepraszam|przykro mi|niestety|nie mogę|jako (?:sztuczna|model językowy|ai)\\b|omlouvám se|je mi líto|bohužel|nemohu|žal mi je|nažalost|ne mogu|oprostite|sajnálom|sajnos|nem tudok',
  'извините|простите|к сожалению|я не (?:могу|в состоянии)|не могу|как (?:ии|искусственный|языковая)|изображение не|вибачте|на жаль|я не можу|съжалявам|не мога|жао ми је|λυπάμαι|συγγνώμη|δυστυχώς|δεν μπορώ',
  'üzgünüm|özür dilerim|maalesef|ne yazık ki|bu (?:görsel|resim|fotoğraf)\\S* .{0,60}(?:edemem|edemiyorum|olamam|yapamam|yapamıyorum)|bir yapay zek[aâ]\\w*',
];

/** The same in writings that put no spaces between words, or begin them otherwise. */
const otherWritings: readonly string[] = [
  '(?:非常|很|真的)?(?:抱歉|对不起|對不起|遗憾|遺憾)|我(?:无法|無法|不能)|(?:无法|無法|不能)(?:识别|識別|描述|提供|查看|加载|載入|帮助|協助)|作为(?:一个|一個)?(?:ai|人工智能)|图片无法|图像无法',
  '申し訳|すみません|ごめんなさい|残念ながら|aiとして|画像を(?:読み込|表示|認識)|죄송|미안|유감|할 수 없습니다|ai로서|이미지를 (?:불러|로드)',
  'عذر|آسف|نأسف|للأسف|لا (?:أستطيع|يمكنني)|متأسف|متاسف|معذرت|סליחה|מצטער|לצערי|איני יכול|क्षमा|माफ़|खेद|ขออภัย|ขอโทษ|xin lỗi|rất tiếc|tôi không thể|maaf[,. ]|mohon maaf|saya tidak (?:bisa|dapat)|paumanhin',
];

const refusal = new RegExp(
  [...english, `^(?:${elsewhere.join('|')})(?!\\p{L})`, `^(?:${otherWritings.join('|')})`]
    .map((pattern) => `(?:${pattern})`)
    .join('|'),
  'u',
);

/** Whether a text declines to describe the picture instead of describing it. */
export function isRefusal(text: string): boolean {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’ʼ`´′]/gu, "'")
    .replace(/\s+/gu, ' ')
    .replace(/^(?:(?:title|description|caption|keywords?)\s*:\s*)/u, '')
    .replace(/^[\s"“”„«»'*_#>[(❌🚫😔🙏-]+(?=\p{L})/u, (signs) =>
      // A quotation that ends before the text does belongs to the picture: `"I'm sorry" on a wall`.
      /["“”„«»]/u.test(signs) && /["“”„«»]\s*\S/u.test(text.trim().slice(1)) ? signs : '',
    )
    .trim();
  return refusal.test(plain);
}

/** The first of an answer's texts that declines; keywords count where they are more than one word. */
export function refusalIn(
  titles: readonly string[],
  keywords: readonly string[],
): string | undefined {
  return (
    titles.find((title) => isRefusal(title) || /^\W*sorry\W*$/iu.test(title)) ??
    keywords.find(
      (keyword) => /\S\s+\S|[\p{L}--\p{Script=Latin}]/v.test(keyword) && isRefusal(keyword),
    )
  );
}
