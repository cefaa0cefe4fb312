/**
 * The result in broad bands: what may leave the widget without giving the visitor's figures away. Imported by the scripts
 * that tell a host about a lead and a data layer about a visit. The bands are part of the contract (docs/embed.md).
 *
 * @typedef {{ value: number | null }} Figure
 * @typedef {{ total: { metrics: Record<string, Figure> }, example: boolean }} Report As far as it is looked at.
 * @typedef {{ detail: 'bands', roi: string, pipeline: string, spend: string }} Bands
 * @typedef {{ detail: 'exact', roi: number | null, pipeline: number | null, spend: number | null }} Exact
 * @typedef {{ detail: 'bands' | 'exact', example: true }} Example
 */

/** The lower edges of the bands and their names: each holds its lower edge and not its upper one. */
const ROI = /** @type {const} */ ([
  [-Infinity, 'below 0%'],
  [0, '0-50%'],
  [0.5, '50-100%'],
  [1, '100-200%'],
  [2, '200-500%'],
  [5, '500% or more'],
]);
/** In units of the plan's currency, whichever that is: nothing is converted. */
const MONEY = /** @type {const} */ ([
  [0, 'below 10k'],
  [10e3, '10k-50k'],
  [50e3, '50k-100k'],
  [100e3, '100k-500k'],
  [500e3, '500k-1m'],
  [1e6, '1m-5m'],
  [5e6, '5m-10m'],
  [10e6, '10m or more'],
]);
const UNKNOWN = 'not known';

/** @typedef {readonly (readonly [number, string])[]} Scale */

/** The band that holds a value. @param {Scale} scale @param {number | null} value */
function band(scale, value) {
  return value === null ? undefined : scale.findLast(([from]) => from <= value);
}

/** The figures that are told. @param {Report | null} report */
function figures(report) {
  const metrics = report?.total.metrics ?? {};
  const first = (/** @type {string[]} */ ...ids) =>
    ids.map((id) => metrics[id]?.value ?? null).find((value) => value !== null) ?? null;
  return {
    roi: first('roi'),
    // What is credited needs the influence credit, and the whole cost that of the program; a plan may lack either.
    pipeline: first('pipelineCredited', 'pipelineSourced'),
    spend: first('vendorCost', 'mdfSpent'),
  };
}

/**
 * The headline of a report, in bands unless the host wants it exactly. Nothing of a report that still rests on examples:
 * its figures are not the visitor's, nor are their bands.
 * @param {Report | null} report @param {boolean} exact
 * @returns {Bands | Exact | Example}
 */
export function headline(report, exact) {
  if (report?.example) return { detail: exact ? 'exact' : 'bands', example: true };
  const { roi, pipeline, spend } = figures(report);
  if (exact) return { detail: 'exact', roi, pipeline, spend };
  const name = (/** @type {Scale} */ scale, /** @type {number | null} */ value) => band(scale, value)?.[1] ?? UNKNOWN;
  return { detail: 'bands', roi: name(ROI, roi), pipeline: name(MONEY, pipeline), spend: name(MONEY, spend) };
}

/**
 * What the visitor spends as one number: exactly, or the lower edge of its band. 0 where it is not known, or an example.
 * @param {Report | null} report @param {boolean} exact
 */
export function worth(report, exact) {
  if (report?.example) return 0;
  const { spend } = figures(report);
  return (exact ? spend : band(MONEY, spend)?.[0]) ?? 0;
}
