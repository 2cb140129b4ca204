/** Results as the service writes them, for whoever has them read. */

const firsts =
  'old,wooden,stone,busy,quiet,narrow,golden,misty,local,historic,modern,calm,crowded,bright,rural,coastal,green,empty,royal,wide,small,summer,winter,morning,evening,distant,ancient,famous,open,public,floating'.split(
    ',',
  );
const seconds =
  'ferry,harbour,bridge,mosque,market,street,skyline,boat,fisherman,hill,tower,square,garden,roof,station,beach,church,palace,window,cafe,tram,cat,gull,sunset,fortress,canal,stairs,quay,lighthouse,museum,bazaar,cloud,wave,tourist,sailor,tea,minaret'.split(
    ',',
  );

/** One of 1,147 keywords, as an archive's photos share them. */
export function keywordNumber(index: number): string {
  return `${firsts[index % firsts.length]} ${seconds[index % seconds.length]}`;
}

/** A line of an output file, of the length that real ones have. */
export function answerLine(index: number, customId: string): string {
  const separator = index % 10 === 0 ? '\u2028' : ' ';
  const content = JSON.stringify({
    description: `Ferries cross the strait${separator}at dusk below a hill of houses, number ${index}`,
    shortTitle: 'Ferries at dusk',
    keywords: Array.from({ length: 55 }, (_, word) => keywordNumber(index + word)),
    usage: 'editorial',
    usageReason: 'recognisable people',
    unsure: [],
  });
  const choices = [
    { index: 0, finish_reason: 'stop', message: { role: 'assistant', content, refusal: null } },
  ];
  const usage = { prompt_tokens: 1010, completion_tokens: 330, total_tokens: 1340 };
  const body = {
    id: `chatcmpl-${index}`,
    object: 'chat.completion',
    model: 'gpt-6-luna',
    choices,
    usage,
  };
  const response = { status_code: 200, request_id: `req_${index}`, body };
  return `${JSON.stringify({ id: `r${index}`, custom_id: customId, response, error: null })}\n`;
}
