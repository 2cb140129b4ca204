/** Results as the service writes them, for whoever has them read. */

/** A line of an output file, of the length that real ones have. */
export function answerLine(index: number, customId: string): string {
  const separator = index % 10 === 0 ? '\u2028' : ' ';
  const content = JSON.stringify({
    description: `Ferries cross the strait${separator}at dusk below a hill of houses, number ${index}`,
    shortTitle: 'Ferries at dusk',
    keywords: Array.from({ length: 55 }, (_, word) => `keyword number ${(index + word) % 997}`),
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
