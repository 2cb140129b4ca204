/** What becomes of a request that came back without an answer: one table by the kind of failure. Pure. */
import type { AskingIssue } from '../../catalog/request-moves.ts';
import type { Remedy, StoredRequest } from '../../catalog/requests.ts';
import {
  type Failure,
  type FailureKind,
  reasonIn,
  stopsEverything,
} from '../../openai/failures.ts';

/** A request that no batch ever answers is not sent for ever. */
export const mostBatches = 3;

type FailureResponse =
  /** Send it again; `counts` when it was in a batch that gave no answer, `remedy` what is changed for it. */
  | { readonly kind: 'again'; readonly counts: boolean; readonly remedy?: Remedy }
  | { readonly kind: 'issue'; readonly issue: AskingIssue }
  /** Nothing more is to be sent until the user has changed something. */
  | { readonly kind: 'stop'; readonly failure: Failure };

type Tried = Pick<StoredRequest, 'failures' | Remedy>;
type Remedied = {
  readonly remedy: Remedy;
  readonly code: string;
  readonly sentence: string;
  readonly advice: string;
};

export const byHand = 'write its title and keywords yourself, or ask again with a hint';

/** Failures that lie with the photo or its answer: one remedy each, tried once, then the person decides. */
const remedies: Partial<Record<FailureKind, Remedied>> = {
  picture: {
    remedy: 'simplerPicture',
    code: 'picture-refused',
    sentence: 'The service cannot use this picture',
    advice: byHand,
  },
  'too-large': {
    remedy: 'simplerPicture',
    code: 'picture-refused',
    sentence: 'The service finds this request too large',
    advice: byHand,
  },
  refused: {
    remedy: 'neutralWording',
    code: 'refused',
    sentence: 'The model declines to describe this picture',
    advice: byHand,
  },
  'cut-off': {
    remedy: 'largerLimit',
    code: 'cut-off',
    sentence: 'The answer was cut off twice',
    advice: 'ask for fewer keywords or with less reasoning, or ask again with a hint',
  },
  'not-understood': {
    remedy: 'retryOnce',
    code: 'not-understood',
    sentence: 'The answer cannot be read',
    advice: 'ask again, or write its title and keywords yourself',
  },
};

/**
 * @param way live calls have been repeated already when this is asked; they get no further batch
 */
export function decide(request: Tried, failure: Failure, way: 'batch' | 'live'): FailureResponse {
  if (stopsEverything(failure.kind)) return { kind: 'stop', failure };
  const remedied = remedies[failure.kind];
  if (remedied === undefined) {
    const failures = request.failures + 1;
    if (way === 'batch' && failures < mostBatches) return { kind: 'again', counts: true };
    return issue(
      failure,
      'service-failed',
      way === 'live'
        ? 'The service gave no answer'
        : `${failures} batches came back without an answer`,
      'try again later',
    );
  }
  if (request[remedied.remedy] === 0)
    return { kind: 'again', counts: false, remedy: remedied.remedy };
  return issue(failure, remedied.code, remedied.sentence, remedied.advice);
}

function issue(failure: Failure, code: string, sentence: string, advice: string): FailureResponse {
  return { kind: 'issue', issue: issueOf(failure, code, sentence, advice) };
}

/** A failure as something to know about a photo that nothing holds back: it is asked again, or others asked for it. */
export function noteOf(failure: Failure, advice: string): AskingIssue {
  const { code, sentence } = remedies[failure.kind] ?? {
    code: 'service-failed',
    sentence: 'The service gave no answer',
  };
  return issueOf(failure, code, sentence, advice);
}

function issueOf(failure: Failure, code: string, sentence: string, advice: string): AskingIssue {
  const message = `${sentence} (${reasonIn(failure)}); ${advice}.`;
  return { stage: 'collect', code, message };
}
