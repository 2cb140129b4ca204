/** The service's objects as they stand in its JSON: files, batches, lines of batch files. */
import type { ErrorBody } from './api-error.ts';

export type FileObject = {
  readonly id: string;
  readonly object: 'file';
  readonly bytes: number;
  readonly created_at: number;
  readonly expires_at: number | null;
  readonly filename: string;
  readonly purpose: 'batch' | 'batch_output' | 'vision' | 'user_data';
  readonly status: 'processed';
  readonly status_details: null;
};

export type BatchStatus =
  | 'validating'
  | 'failed'
  | 'in_progress'
  | 'finalizing'
  | 'completed'
  | 'expired'
  | 'cancelling'
  | 'cancelled';

/** Why a batch failed as a whole. Lines count from 1. */
export type BatchError = {
  readonly code: string;
  readonly line: number | null;
  readonly message: string;
  readonly param: string | null;
};

export type BatchUsage = {
  readonly input_tokens: number;
  readonly input_tokens_details: { readonly cached_tokens: number };
  readonly output_tokens: number;
  readonly output_tokens_details: { readonly reasoning_tokens: number };
  readonly total_tokens: number;
};

/** Times are seconds since 1970; what has not happened is null, as the service sends it. */
export type BatchObject = {
  readonly id: string;
  readonly object: 'batch';
  readonly endpoint: string;
  readonly model: string | null;
  readonly errors: { readonly object: 'list'; readonly data: readonly BatchError[] } | null;
  readonly input_file_id: string;
  readonly completion_window: string;
  readonly status: BatchStatus;
  readonly output_file_id: string | null;
  readonly error_file_id: string | null;
  readonly created_at: number;
  readonly in_progress_at: number | null;
  readonly expires_at: number | null;
  readonly finalizing_at: number | null;
  readonly completed_at: number | null;
  readonly failed_at: number | null;
  readonly expired_at: number | null;
  readonly cancelling_at: number | null;
  readonly cancelled_at: number | null;
  readonly request_counts: {
    readonly total: number;
    readonly completed: number;
    readonly failed: number;
  };
  readonly usage: BatchUsage | null;
  readonly metadata: Readonly<Record<string, string>> | null;
};

/** A line of an output or error file. */
export type ResultLine = {
  readonly id: string;
  readonly custom_id: string;
  readonly response: {
    readonly status_code: number;
    readonly request_id: string;
    readonly body: unknown;
  } | null;
  /** Only for what never was an HTTP request: expiry, cancellation, a time-out inside the service. */
  readonly error: { readonly code: string; readonly message: string } | null;
};

/** The usage in a completion. */
export type CompletionUsage = {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
  readonly prompt_tokens_details: { readonly cached_tokens: number; readonly audio_tokens: number };
  readonly completion_tokens_details: {
    readonly reasoning_tokens: number;
    readonly audio_tokens: number;
    readonly accepted_prediction_tokens: number;
    readonly rejected_prediction_tokens: number;
  };
};

/** What a request to one model came to: a status, and a completion or an error. */
export type Completion =
  | { readonly status: 200; readonly body: CompletionBody }
  | { readonly status: number; readonly body: { readonly error: ErrorBody } };

export type CompletionBody = {
  readonly id: string;
  readonly object: 'chat.completion';
  readonly created: number;
  readonly model: string;
  readonly choices: readonly {
    readonly index: number;
    readonly message: {
      readonly role: 'assistant';
      readonly content: string | null;
      readonly refusal?: string | null;
      readonly annotations?: readonly never[];
    };
    readonly logprobs: null;
    readonly finish_reason: 'stop' | 'length' | 'content_filter';
  }[];
  readonly usage?: CompletionUsage;
  readonly service_tier?: string;
  readonly system_fingerprint: string | null;
};
