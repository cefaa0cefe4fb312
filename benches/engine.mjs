// How long a call of the package takes in Node: `cargo xtask bench`. The plans are those of `evaluate.rs`.
//
// A call crosses the boundary twice: the plan is copied and read in, the report is written out as objects. The engine
// exports no way to time its arithmetic alone; a plan that is refused at its end is the nearest thing to the way in.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const SAMPLES = 41;
const SAMPLE_MS = 15;

const folder = process.env.PKG_DIR;
if (!folder) throw new Error('PKG_DIR must name the built package: run `cargo xtask bench`');
const engine = await import(pathToFileURL(join(folder, 'engine.js')));
const { calculate, init, metrics } = engine;
await init();

const base = JSON.parse(await readFile(new URL('plan.json', import.meta.url), 'utf8'));
/** The plan with as many tiers, which repeat those of the file. */
function plan(tiers) {
  const all = Array.from({ length: tiers }, (_, at) => ({
    ...base.tiers[at % base.tiers.length],
    name: `Tier ${at + 1}`,
  }));
  return { ...base, tiers: all };
}

/** Microseconds of a call: the median of the samples, and the middle half of them. */
function time(call) {
  let calls = 1;
  const sample = () => {
    const start = performance.now();
    for (let at = 0; at < calls; at += 1) call();
    return performance.now() - start;
  };
  // Also warms up: the optimizing compilers of the Wasm and of the script come in here.
  for (let spent = 0; spent < 300; ) {
    const now = sample();
    spent += now;
    if (now < SAMPLE_MS) calls = Math.ceil(calls * Math.min(4, SAMPLE_MS / Math.max(now, 0.01)));
  }
  const each = Array.from({ length: SAMPLES }, () => (sample() / calls) * 1000).sort((a, b) => a - b);
  const at = (share) => each[Math.floor(share * (SAMPLES - 1))];
  return [at(0.5), at(0.25), at(0.75)];
}

const rows = [];
for (const tiers of [3, 12]) {
  const good = plan(tiers);
  if (!calculate(good).ok) throw new Error('the plan is not valid, so that nothing would be measured');
  const refused = { ...good, version: 2 };
  if (calculate(refused).ok) throw new Error('the plan is valid, so that the way out would be measured too');
  rows.push([`calculate, ${tiers} tiers`, () => calculate(good)]);
  rows.push([`the same, refused, ${tiers} tiers`, () => calculate(refused)]);
  rows.push([`JSON.stringify of the report, ${tiers} tiers`, ((report) => () => JSON.stringify(report))(calculate(good))]);
}
for (const tiers of [3, 12]) {
  const good = plan(tiers);
  const input = '/tiers/0/winRate';
  const actuals = { ...good, tiers: good.tiers.map((tier) => ({ ...tier, mdfSpent: 0.9 * tier.mdfSpent })) };
  const extra = { extraBudget: 50_000, productivityGain: 0.2, costPerRecruit: 5_000, activationRate: 0.5, rampMonths: 6 };
  const questions = {
    project: [good, { depthOrBreadth: extra }],
    solve: [good, { metric: 'roi', target: 3, input }],
    flipPoints: [good, { metric: 'roi', target: 3 }],
    sensitivity: [good, { metric: 'roi' }],
    allocate: [good, {}],
    creditForTarget: [good, { target: '3:1', of: 'revenue' }],
    agreement: [good, {}],
    settle: [good, actuals],
  };
  for (const [name, given] of Object.entries(questions)) {
    const answer = engine[name](...given);
    if (!answer.ok) throw new Error(`${name} is refused: ${JSON.stringify(answer.errors)}`);
    rows.push([`${name}, ${tiers} tiers`, () => engine[name](...given)]);
  }
}
rows.push(['appraise, 4 periods', () => engine.appraise({ discountRate: 0.1, costs: [100, 20, 20, 20], benefits: [0, 60, 90, 90] })]);
rows.push(['mature', () => engine.mature({ ageMonths: 6, medianCycleMonths: 6, cost: 5, pipeline: 9, winRate: 0.2 })]);
rows.push(['creditEvidence', () => engine.creditEvidence({ influenced: { deals: 400, wins: 100 }, direct: { deals: 400, wins: 80 } })]);
rows.push(['holdout', () => engine.holdout({ exposed: { accounts: 400, wins: 100 }, control: { accounts: 400, wins: 80 }, cost: 5 })]);
const webinar = {
  event: { paidFirst: 20_000 },
  mdf: { amount: 12_000, claimAfterMonths: 1, paidAfterMonths: 2 },
  deals: { revenueSourced: 50_000, grossMargin: 0.76, partnerMargin: 0.2, cycleMonths: 5 },
};
rows.push(['cash', () => engine.cash(webinar)]);
rows.push(['assess', () => engine.assess({ definition: { clarity: 3, segmentation: 2, measurement: 1 } })]);
rows.push(['metrics', metrics]);

console.log(`Node ${process.versions.node}, µs per call, ${SAMPLES} samples\n`);
console.log(`${''.padEnd(40)} ${['median', 'quarter', '3 quarters'].map((head) => head.padStart(11)).join('')}`);
for (const [name, call] of rows) {
  console.log(`${name.padEnd(40)} ${time(call).map((micros) => micros.toFixed(1).padStart(11)).join('')}`);
}
