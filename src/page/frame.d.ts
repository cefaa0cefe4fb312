import type { ComarketingRoiAttributes, ComarketingRoiEventMap, Frozen, Plan, Problem, ReadyDetail, Report } from './embed.js';

/** How the calculator in the frame looks: `--cmroi-…` by their full names. Colors, `px` or `em`, a font's name. */
export interface Look {
  theme?: 'auto' | 'light' | 'dark';
  properties?: { [name: `--cmroi-${string}`]: string };
}

export interface FrameOptions {
  /** Start values. */
  plan?: Frozen<Plan> | string;
  /** Your own benchmarks, as the attribute of the element takes them. */
  benchmarks?: unknown;
  /** Your own words, as the attribute of the element takes them. */
  labels?: unknown;
  /** The attributes of the element, by their names. */
  attributes?: Partial<ComarketingRoiAttributes> & { readonly [name: string]: unknown };
  properties?: Look['properties'];
  /** Where the calculator is; by default the origin of the frame's `src`. */
  origin?: string;
  /** Whether the frame is made as high as the calculator; it is by default. */
  resize?: boolean;
}

export interface FrameConnection {
  /**
   * Settles when the calculator is shown; rejects, with a `code` where it has one, when it cannot be or does not answer.
   * A calculator that comes after that, or in a page that is loaded anew, has another promise here.
   */
  readonly ready: Promise<Frozen<ReadyDetail>>;
  /** Changes a part of the plan, and answers what is wrong with it. */
  patch(plan: object): Promise<{ readonly ok: boolean; readonly errors: readonly Frozen<Problem>[] } | null>;
  theme(look: Required<Look>['theme'] | Look): void;
  /** The figures as they are now; null while the plan is not valid. */
  getReport(): Promise<Frozen<Report> | null>;
  /** Ends the conversation. The frame itself is yours to remove. */
  destroy(): void;
}

/**
 * Speaks with the calculator in a frame. Its events arrive on the frame, by the names and with the details that the element
 * itself has. They cannot be canceled: the page in the frame does not wait for this one.
 */
export function connect(iframe: HTMLIFrameElement, options?: FrameOptions): FrameConnection;

// The events arrive on the frame as on the element.
export type FrameEventMap = ComarketingRoiEventMap;
