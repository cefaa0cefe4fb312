// The simulation of `simulate.rs` as one would write it in plain JavaScript, for the ratio: `node benches/simulate_twin.mjs`.
//
// The same 24 uncertain inputs, three metrics and answer: PERT by two gamma draws (Marsaglia and Tsang 2000), the model
// written out as a loop, one Float64Array for each metric, and a sort for the percentiles. With PKG_DIR it times the
// package beside it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const FIELDS = ['mdfSpent', 'programmeCost', 'opportunitiesSourced', 'opportunitiesInfluenced', 'dealSize', 'winRate', 'customersSourced', 'customersInfluenced'];
const TIERS = {
  Strategic: [420000, 310000, 170, 130, 45000, 0.24, 40.8, 31.2],
  Focus: [205000, 160000, 95, 60, 30000, 0.2, 19, 12],
  Scale: [84000, 95000, 48, 20, 15000, 0.15, 7.2, 3],
};
const METRICS = ['roi', 'pipelinePerMdfDollar', 'partnerCac'];
const LEVELS = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];
const MARGIN = 0.78;
const CREDIT = 0.4;

/** xorshift128 (Marsaglia 2003); Math.random takes no seed. Kept as signed 32-bit integers, which are quick. */
function random(seed) {
  let x = seed | 0 || 1;
  let y = 362436069;
  let z = 521288629;
  let w = 88675123;
  return () => {
    const t = x ^ (x << 11);
    x = y;
    y = z;
    z = w;
    w = w ^ (w >>> 19) ^ t ^ (t >>> 8);
    return ((w >>> 0) + 0.5) / 4294967296;
  };
}

function pert(seed) {
  const uniform = random(seed);
  const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const gamma = (shape) => {
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const root = 1 + c * x;
      const v = root * root * root;
      if (v > 0 && Math.log(uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  return (low, likely, high) => {
    const a = gamma(1 + (4 * (likely - low)) / (high - low));
    const b = gamma(1 + (4 * (high - likely)) / (high - low));
    return low + (high - low) * (a / (a + b));
  };
}

/** Triangular instead of PERT: the quickest that plain JavaScript can do, by its inverse distribution function. */
function triangular(seed) {
  const uniform = random(seed);
  return (low, likely, high) => {
    const u = uniform();
    const width = high - low;
    return u < (likely - low) / width
      ? low + Math.sqrt(u * width * (likely - low))
      : high - Math.sqrt((1 - u) * width * (high - likely));
  };
}

function simulate(draws, draw) {
  const likely = Float64Array.from(Object.values(TIERS).flat());
  const low = likely.map((value) => 0.7 * value);
  const high = likely.map((value) => 1.5 * value);
  const x = new Float64Array(likely.length);
  const values = METRICS.map(() => new Float64Array(draws));
  const [roi, perMdf, cac] = values;
  for (let at = 0; at < draws; at += 1) {
    for (let i = 0; i < x.length; i += 1) x[i] = draw(low[i], likely[i], high[i]);
    let mdf = 0;
    let cost = 0;
    let revenue = 0;
    let pipeline = 0;
    let customers = 0;
    for (let i = 0; i < x.length; i += 8) {
      const sourced = x[i + 2] * x[i + 4];
      const influenced = x[i + 3] * x[i + 4];
      mdf += x[i];
      cost += x[i] + x[i + 1];
      pipeline += sourced + CREDIT * influenced;
      revenue += x[i + 5] * (sourced + CREDIT * influenced);
      customers += x[i + 6] + CREDIT * x[i + 7];
    }
    roi[at] = (MARGIN * revenue - cost) / cost;
    perMdf[at] = pipeline / mdf;
    cac[at] = cost / customers;
  }
  return values.map((all) => {
    let sum = 0;
    for (let at = 0; at < draws; at += 1) sum += all[at];
    const mean = sum / draws;
    let squares = 0;
    for (let at = 0; at < draws; at += 1) squares += (all[at] - mean) * (all[at] - mean);
    const sd = Math.sqrt(squares / (draws - 1));
    all.sort();
    const percentiles = LEVELS.map((level) => {
      const place = level * (draws - 1);
      const low = all[Math.floor(place)];
      return low + (place % 1) * (all[Math.min(Math.floor(place) + 1, draws - 1)] - low);
    });
    const [from, to] = [all[Math.floor(0.005 * draws)], all[Math.floor(0.995 * draws)]];
    const histogram = new Uint32Array(32);
    for (const value of all) if (value >= from && value < to) histogram[Math.floor(((value - from) / (to - from)) * 32)] += 1;
    return { mean, sd, percentiles, histogram };
  });
}

const plan = {
  version: 1,
  currency: 'USD',
  tiers: Object.entries(TIERS).map(([name, figures]) => ({
    name,
    ...Object.fromEntries(figures.map((likely, at) => [FIELDS[at], { low: 0.7 * likely, likely, high: 1.5 * likely }])),
  })),
  economics: { grossMargin: MARGIN },
};

const ways = [
  ['plain JavaScript, PERT', (draws) => simulate(draws, pert(1))],
  ['plain JavaScript, triangular', (draws) => simulate(draws, triangular(1))],
];
if (process.env.PKG_DIR) {
  const engine = await import(pathToFileURL(join(process.env.PKG_DIR, 'engine.js')));
  await engine.init();
  const ask = (draws) => engine.simulate(plan, { draws, metrics: METRICS });
  const answer = ask(10_000);
  if (!answer.ok) throw new Error(`the package refuses: ${JSON.stringify(answer.errors)}`);
  ways.push(['the package', ask]);
}

console.log(`Node ${process.versions.node}, ns per draw, 24 uncertain inputs, three metrics; median of the runs\n`);
const sizes = [10_000, 100_000, 1_000_000];
console.log(`${''.padEnd(30)}${sizes.map((draws) => draws.toLocaleString('en').padStart(12)).join('')}`);
for (const [name, run] of ways) {
  const times = sizes.map((draws) => {
    for (let at = 0; at < 3; at += 1) run(10_000); // the optimizing compiler comes in here
    const each = Array.from({ length: Math.max(5, 1e6 / draws) }, () => {
      const start = performance.now();
      run(draws);
      return ((performance.now() - start) * 1e6) / draws;
    });
    return each.sort((a, b) => a - b)[each.length >> 1];
  });
  console.log(`${name.padEnd(30)}${times.map((time) => time.toFixed(1).padStart(12)).join('')}`);
}
const [roi] = simulate(100_000, pert(1));
console.log(`\nROI of 100,000 draws: mean ${roi.mean.toFixed(4)}, P5 ${roi.percentiles[0].toFixed(4)}, P95 ${roi.percentiles[6].toFixed(4)}`);
