import type { Plan, Problem, Report } from './engine.js';

export type { Plan, Problem, Report };

/** The release of the calculator. */
export const version: string;
/** The languages beside English, by their tags, with a space between. */
export const languages: string;

/** Plain data that cannot be changed, at any depth. */
export type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** `recovering`: the engine has stopped and a fresh one takes over from what was typed. */
export type State = 'idle' | 'loading' | 'ready' | 'error' | 'recovering';

/** What was wrong with what a method was given. */
export interface MethodError {
  /** A JSON pointer into what was given; empty where it is no part of it. */
  readonly path: string;
  readonly code: string;
  readonly message: string;
  /** What would be right, in words. */
  readonly allowed?: string;
}

/** What every method answers; none throws. */
export type MethodAnswer<T = {}> = ({ ok: true } & T) | { ok: false; errors: MethodError[] };

/** How a CSV is written; what is left out is as spreadsheets of the page's language have it. */
export interface CsvOptions {
  /** What stands between two cells. */
  separator?: ',' | ';' | '\t' | '|';
  /** The decimal sign; another than `separator`. */
  decimal?: '.' | ',';
}

export type ErrorCode =
  | 'wasm_unsupported'
  | 'csp_wasm_blocked'
  | 'wasm_fetch_failed'
  | 'wasm_integrity'
  | 'wasm_invalid'
  | 'wasm_memory'
  | 'timeout'
  | 'duplicate_version'
  | 'config_invalid'
  | 'link_invalid'
  | 'import_failed'
  | 'storage_unavailable'
  | 'print_unavailable'
  | 'engine_panic'
  | 'recovery_exhausted';

/** `detail` of `cmroi-ready`: the widget is shown. */
export interface ReadyDetail {
  readonly version: string;
  readonly apiVersion: number;
  /** From the start of loading to the first frame, in milliseconds. */
  readonly loadMs: number;
  /** Whether what a visitor typed before was kept. */
  readonly restored: boolean;
}

/** `detail` of `cmroi-change`: the plan changed. */
export interface ChangeDetail {
  readonly plan: Frozen<Plan> | null;
  readonly report: Frozen<Report> | null;
  readonly valid: boolean;
  readonly source: 'user' | 'host' | 'link' | 'import' | 'storage';
}

/** `detail` of `cmroi-invalid`: the plan is not valid. */
export interface InvalidDetail {
  readonly errors: readonly Frozen<Problem>[];
}

/** `detail` of `cmroi-error`. `duplicate_version` is dispatched on the document, all else on the element. */
export interface ErrorDetail {
  readonly code: ErrorCode;
  readonly phase: 'define' | 'load' | 'config' | 'run' | 'panel' | 'link' | 'import' | 'storage';
  /** Whether the widget goes on by itself. */
  readonly recoverable: boolean;
  readonly message: string;
  /** What the integrator can do about it. */
  readonly hint: string;
}

/** `detail` of `cmroi-import`: a file of tiers was read. */
export interface ImportDetail {
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
}

/** `detail` of `cmroi-step`: another step is on screen. It holds no figure. */
export interface StepDetail {
  readonly workflow: 'assessment' | 'campaign' | 'call' | 'portfolio' | 'sheet';
  /** From 1; a workflow without steps is one step. */
  readonly step: number;
  readonly of: number;
}

/** `detail` of the cancelable `cmroi-share`: a link is about to be copied. */
export interface ShareDetail {
  /** Whether costs and margins are left out. */
  readonly what: 'full' | 'redacted';
  readonly where: 'clipboard';
  readonly url: string;
}

/** `detail` of the cancelable `cmroi-export`: a file, the clipboard or paper is about to get figures. */
export interface ExportDetail {
  readonly what: string;
  readonly where: 'file' | 'clipboard' | 'print';
}

/** `detail` of the cancelable `cmroi-cta`: the visitor follows the host's link. */
export interface CtaDetail {
  readonly what: 'cta';
  /** The address. */
  readonly where: string;
}

/**
 * The result in the bands of docs/embed.md, or in numbers where the host has set `analytics-detail="exact"`; nothing of it
 * while it rests on examples.
 */
export type Headline =
  | { readonly detail: 'bands' | 'exact'; readonly example: true; readonly roi?: undefined }
  | { readonly detail: 'bands'; readonly example?: undefined; readonly roi: string; readonly pipeline: string; readonly spend: string }
  | {
      readonly detail: 'exact';
      readonly example?: undefined;
      readonly roi: number | null;
      readonly pipeline: number | null;
      readonly spend: number | null;
    };

/** `detail` of the cancelable `cmroi-lead`: a visitor has handed over contact details and is about to get the report. */
export interface LeadDetail {
  readonly fields: {
    readonly name: string;
    readonly email: string;
    readonly company: string;
    readonly phone?: string;
    readonly message?: string;
  };
  /** Whether the visitor agrees to be contacted, and the sentence as it was read. */
  readonly consent: { readonly given: boolean; readonly text: string };
  readonly currency: string;
  readonly headline: Headline;
  /** Opens the figures without costs and margins; `null` while they are examples. */
  readonly shareUrl: string | null;
}

/** The events of the element; they bubble and leave shadow roots. */
export interface ComarketingRoiEventMap {
  'cmroi-ready': CustomEvent<ReadyDetail>;
  'cmroi-change': CustomEvent<ChangeDetail>;
  'cmroi-invalid': CustomEvent<InvalidDetail>;
  'cmroi-error': CustomEvent<ErrorDetail>;
  'cmroi-share': CustomEvent<ShareDetail>;
  'cmroi-export': CustomEvent<ExportDetail>;
  'cmroi-cta': CustomEvent<CtaDetail>;
  'cmroi-lead': CustomEvent<LeadDetail>;
  'cmroi-import': CustomEvent<ImportDetail>;
  'cmroi-step': CustomEvent<StepDetail>;
}

/** The attributes of the element. All are live but `loading`, `reserve-height` and `start`, which are read at connect. */
export interface ComarketingRoiAttributes {
  /** The way through the plan: the assessment by default; `sheet` shows every figure. */
  mode?: 'assessment' | 'campaign' | 'call' | 'portfolio' | 'sheet';
  /** How the assessment begins: with five numbers and a first answer (the default), or with its first step. */
  start?: 'quick' | 'full';
  /** Keeps the visitor in that mode. */
  'lock-mode'?: boolean | '';
  /** Figures can be read, explained and taken along, but not changed. */
  readonly?: boolean | '';
  /** Nothing can be reached. */
  disabled?: boolean | '';
  /** The host's own benchmarks, per tier: JSON text or `#id`, as docs/embed.md describes. */
  benchmarks?: string;
  /** Other words for any text of the page: JSON text or `#id`, `{ "key": "text" }`. */
  labels?: string;
  /** Asks for contact details before the report is printed; nothing is hidden and nothing is sent. */
  gate?: 'off' | 'after-result';
  /** `https:`; the policy that the consent text of the gate links to. */
  'privacy-href'?: string;
  /** Pushes to a `window.dataLayer` that is there: bands, unless `analytics-detail` asks for the figures. */
  analytics?: 'off' | 'datalayer';
  'analytics-detail'?: 'bands' | 'exact';
  /** What a visitor does next: `https:` or `mailto:`, with its words in `cta-label`. */
  'cta-href'?: string;
  'cta-label'?: string;
  /** Where links lead: to the calculator's own page, or with `hash` to this one, which then opens them; or none. */
  share?: 'copy' | 'hash' | 'none';
  /** Whether the visitor may keep the figures on the device. */
  persist?: 'none' | 'session' | 'local';
  /** Start values: JSON text of at most 64 KiB, or `#id` of a `<script type="application/json">`. */
  plan?: string;
  /** BCP 47; the nearest `lang`, then the browser's language by default. */
  locale?: string;
  /** ISO 4217. */
  currency?: string;
  theme?: 'auto' | 'light' | 'dark';
  'heading-level'?: 2 | 3 | 4 | '2' | '3' | '4';
  /** The height kept free before the widget is there, in px; 640 by default. */
  'reserve-height'?: number | `${number}`;
  /** When to load: near the viewport, at once, or at the first touch. */
  loading?: 'lazy' | 'eager' | 'interaction';
}

/** The element `<comarketing-roi>`. Importing the module defines it; on a server the import does nothing. */
export class ComarketingRoiElement extends HTMLElement {
  static readonly version: string;
  /**
   * A frozen copy of the plan as it is now; null while what was typed is none. Takes a plan or its JSON text, which the
   * widget shows a moment later. What is no data is told by `cmroi-error`, an invalid plan by `cmroi-invalid`; nothing
   * is thrown. Null leaves what is on screen, and forgets the start values that the host has set.
   */
  get plan(): Frozen<Plan> | null;
  set plan(plan: Frozen<Plan> | string | null);
  /** A frozen copy of the report; null before the widget is ready and while the plan is not valid. */
  readonly report: Frozen<Report> | null;
  readonly state: State;
  /** Resolves when the widget is shown; rejects with an error that has a `code` when it cannot be. */
  readonly ready: Promise<void>;
  readonly version: string;
  readonly apiVersion: number;

  // Each waits until the widget is ready; before that, calls are queued in their order.

  /** Changes the plan by a JSON merge patch (RFC 7396): null takes a value away, a list replaces a list. */
  patch(plan: object): Promise<MethodAnswer>;
  /** Shows the plan of a shared link, or of what follows `#cmroi=` in it. */
  loadShared(text: string): Promise<MethodAnswer>;
  /** A link to the figures on screen; `redact` leaves costs and margins out. */
  shareUrl(options?: { redact?: boolean }): Promise<MethodAnswer<{ url: string }>>;
  exportCsv(options?: CsvOptions): Promise<MethodAnswer<{ blob: Blob }>>;
  /** The plan, its answers and its scenarios, as the visitor saves them to a file. */
  exportJson(): Promise<MethodAnswer<{ blob: Blob }>>;
  /** Opens the browser's print dialog with the report. */
  print(): Promise<MethodAnswer>;
  /** Back to the host's plan, or to the sample where it gave none. */
  reset(): Promise<MethodAnswer>;
  /** Ends the widget and shows the children. Taken out and inserted again, the element starts anew. */
  destroy(): Promise<MethodAnswer>;
}

declare global {
  interface HTMLElementTagNameMap {
    'comarketing-roi': ComarketingRoiElement;
  }
  // On every element and on the document, because the events bubble.
  interface HTMLElementEventMap extends ComarketingRoiEventMap {}
  interface DocumentEventMap extends ComarketingRoiEventMap {}
}

/** `<comarketing-roi>` in React 19 and newer, which sets `plan` as a property and takes events as `oncmroi-change`. */
type ReactProps = Omit<ComarketingRoiAttributes, 'plan'> & {
  plan?: Frozen<Plan> | string | null;
} & { [Type in keyof ComarketingRoiEventMap as `on${Type}`]?: (event: ComarketingRoiEventMap[Type]) => void };

// Without React installed there is nothing to extend, which is no error of the user's.
// @ts-ignore
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      // @ts-ignore
      'comarketing-roi': ReactProps & import('react').DetailedHTMLProps<import('react').HTMLAttributes<ComarketingRoiElement>, ComarketingRoiElement>;
    }
  }
}
