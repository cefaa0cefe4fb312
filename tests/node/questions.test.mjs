// The questions beyond the report, as a caller asks them: each with figures that were worked out by hand, and each way in
// which data can be wrong.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { engine, inPackage, plainJson, plan, samples } from './support.mjs';
import { asked, forecast, lift, oneTier, perTier, ranges, webinar, yearly } from './questions.mjs';

const {
  appraise, project, solve, flipPoints, sensitivity, simulate, allocate, mature, cash, creditForTarget, agreement, settle,
  creditEvidence, holdout, assess, init,
} = engine;

const near = (actual, expected) =>
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.max(Math.abs(expected), 1), `${actual} is not ${expected}`);

/** The answer to a good question: plain data, and the same each time. */
function good(ask) {
  const found = ask();
  assert.ok(found.ok, JSON.stringify(found.errors));
  assert.deepEqual(Object.keys(found), ['ok', 'answer']);
  plainJson(found);
  assert.deepEqual(ask(), found);
  return found.answer;
}

/** The errors of a bad one, as `path code`. */
function bad(found) {
  assert.deepEqual(Object.keys(found), ['ok', 'errors']);
  assert.equal(found.ok, false);
  plainJson(found);
  for (const error of found.errors) {
    assert.deepEqual(Object.keys(error), ['path', 'code', 'message', 'value', 'allowed']);
    assert.ok(error.message.length > 10, error.message);
  }
  return found.errors.map(({ path, code }) => `${path} ${code}`);
}

describe('every question', () => {
  before(init);

  test('says before init what to do', async () => {
    const cold = await import(`${inPackage('engine.js')}?colder`);
    for (const name of Object.keys(asked)) assert.throws(cold[name], new RegExp(`^Error: ${name}\\(\\).*await init\\(\\)`));
  });

  for (const [name, questions] of Object.entries(asked)) {
    test(`${name} gives plain data, and leaves what it is given as it was`, () => {
      for (const given of questions) {
        const copy = structuredClone(given);
        good(() => engine[name](...given));
        assert.deepEqual(given, copy);
      }
    });

    test(`${name} answers odd arguments and says which`, () => {
      const [given] = questions;
      const paths = { settle: ['/forecast', '/actuals'], planFromCampaigns: ['/portfolio', '/plan'] }[name] ?? ['', '/options'];
      const circle = {};
      circle.self = circle;
      const thrower = new Proxy({}, { ownKeys() { throw null; } });
      for (const odd of [circle, 1n, () => {}, Symbol('odd'), new Array(1e9), thrower]) {
        given.forEach((_, at) => {
          const found = bad(engine[name](...given.map((own, place) => (place === at ? odd : own))));
          assert.deepEqual(found, [`${paths[at]} wrongType`]);
        });
      }
      const all = bad(engine[name](...given.map(() => circle)));
      assert.deepEqual(all, given.map((_, at) => `${paths[at]} wrongType`));
      for (const odd of ['text', 5, true, [], new Date(NaN), NaN]) {
        for (const at of given.keys()) {
          const found = engine[name](...given.map((own, place) => (place === at ? odd : own)));
          plainJson(found);
        }
      }
      assert.ok(engine[name]().ok === (name === 'assess'));
    });
  }
});

describe('appraise', () => {
  before(init);

  test('published cases come out to the printed digit', async () => {
    const cases = JSON.parse(await readFile(new URL('../worked-examples.json', import.meta.url), 'utf8'));
    const appraisals = cases.filter(({ kind }) => kind === 'appraise');
    assert.ok(appraisals.length >= 2);
    for (const { id, input, expect } of appraisals) {
      const answer = good(() => appraise(input));
      for (const [figure, printed] of Object.entries(expect)) {
        const digits = String(printed).split('.')[1]?.length ?? 0;
        assert.equal(answer[figure].toFixed(digits), printed.toFixed(digits), `${id} ${figure}`);
      }
    }
  });

  test('a rate, and none where the sign does not change', () => {
    const answer = good(() => appraise({ discountRate: 0, costs: [100], benefits: [0, 60, 60.5] }));
    // 60 x + 60.5 x² = 100, with x = 1 ÷ (1 + rate)
    near(answer.irr, 121 / (Math.sqrt(27_800) - 60) - 1);
    near(answer.paybackPeriods, 1 + 40 / 60.5);
    assert.deepEqual(answer.cumulative, [-100, -40, 20.5]);
    const never = good(() => appraise({ costs: [1], benefits: [0] }));
    assert.equal(never.irr, null);
    assert.match(never.reasons.irr, /never changes sign/);
    assert.deepEqual(never.assumptions.map(({ field }) => field), ['/discountRate']);
  });

  test('bad flows are named', () => {
    assert.deepEqual(bad(appraise({})), ['/costs missing', '/benefits missing']);
    const flow = { discountRate: 2, costs: [-1, 'x'], benefits: [], more: 1 };
    assert.deepEqual(bad(appraise(flow)), [
      '/discountRate outOfRange', '/costs/0 outOfRange', '/costs/1 wrongType', '/benefits count', '/more unknownField',
    ]);
  });
});

describe('project', () => {
  before(init);

  test('spending 100 a month and winning 100 of annual gross profit a month', () => {
    const { total, monthlyDiscountRate, months } = good(() => project(yearly, { fundedMonths: 12, productivityGrowth: 0 }));
    near(monthlyDiscountRate, 1.1 ** (1 / 12) - 1);
    assert.equal(months, 36);
    assert.equal(total.grossProfit.length, 36);
    total.grossProfit.forEach((profit, month) => near(profit, (100 / 12) * Math.min(month, 12)));
    near(total.totalSpend, 1200);
    near(total.spendMatched, 1200);
    near(total.annualRetention, 1);
    near(total.firstYearRoi, 0);
    // Profit begins the month after the win: after 12 months 550 came in; the other 650 come at 100 a month.
    near(total.paybackMonth, 17.5);
    const pv = total.spend.reduce((sum, value, month) => sum + value / 1.1 ** (month / 12), 0);
    near(total.pvCosts, pv);
  });

  test('without options it says what it assumed', () => {
    const { assumptions } = good(() => project(yearly));
    assert.ok(assumptions.some(({ field }) => field === '/productivityGrowth'));
    assert.deepEqual(project(yearly, null), project(yearly));
  });

  test('spend cannot go on for longer than the projection', () => {
    const { errors } = project(yearly, { months: 12, fundedMonths: 12.5 });
    assert.deepEqual(
      errors.map(({ path, code, value, allowed }) => ({ path, code, value, allowed })),
      [{ path: '/options/fundedMonths', code: 'outOfRange', value: '12.5', allowed: { min: 0, max: 12 } }],
    );
  });

  test('problems of plan and options come together', () => {
    assert.deepEqual(bad(project(plan({ winRate: 2 }), { months: 1.5, depthOrBreadth: {}, more: 1 })), [
      '/tiers/0/winRate outOfRange',
      '/options/months outOfRange',
      '/options/depthOrBreadth/extraBudget missing',
      '/options/more unknownField',
    ]);
  });
});

describe('what if', () => {
  before(init);

  test('solve: 0.8 × 1,000,000 × w ÷ 100,000 − 1 = 1.4 at a win rate of 30 %', () => {
    const question = { metric: 'roi', target: 1.4, input: '/tiers/0/winRate' };
    const answer = good(() => solve(oneTier, question));
    near(answer.value, 0.3);
    near(answer.reached, 1.4);
    assert.deepEqual([answer.now, answer.scope, answer.unit], [0.25, 'total', 'ratio']);
    const changed = structuredClone(oneTier);
    changed.tiers[0].winRate = answer.value;
    near(engine.calculate(changed).report.total.metrics.roi.value, 1.4);
  });

  test('solve: out of reach, with the best that can be reached', () => {
    const answer = good(() => solve(oneTier, { metric: 'roi', target: 9, input: '/tiers/0/winRate', scope: { tier: 0 } }));
    assert.deepEqual([answer.value, answer.code, answer.scope], [null, 'outOfReach', { tier: 0 }]);
    assert.equal(answer.best.value, 1);
    near(answer.best.reached, 7);
  });

  test('solve: problems of the question, also those that only the plan shows', () => {
    assert.deepEqual(bad(solve(oneTier, {})), [
      '/options/metric missing', '/options/target missing', '/options/input missing',
    ]);
    assert.deepEqual(bad(solve(plan({ winRate: 2 }), { metric: 'roas', target: 1, input: '/winRate', extra: 1 })), [
      '/tiers/0/winRate outOfRange',
      '/options/metric unknownMetric',
      '/options/input unknownField',
      '/options/extra unknownField',
    ]);
    const elsewhere = { metric: 'roi', target: 1, input: '/tiers/3/winRate', scope: { tier: 7 } };
    assert.deepEqual(bad(solve(oneTier, elsewhere)), ['/options/scope/tier outOfRange', '/options/input unknownField']);
  });

  test('flip points: every input, nearest first', () => {
    const { met, today, points } = good(() => flipPoints(oneTier, { metric: 'roi', target: 0.8 }));
    assert.equal(met, true);
    near(today, 1);
    const by = Object.fromEntries(points.map((point) => [point.input, point]));
    near(by['/economics/grossMargin'].value, 0.72);
    near(by['/tiers/0/winRate'].relativeDistance, -0.1);
    near(by['/tiers/0/pipelineSourced'].value, 700_000);
    near(by['/tiers/0/mdfSpent'].value, 200_000 / 1.8 - 20_000);
    near(by['/influenceCredit'].value, 0.25);
    assert.equal(by['/tiers/0/leads'].code, 'noEffect');
    const far = points.map((point) => Math.abs(point.relativeDistance ?? Infinity));
    assert.deepEqual(far, far.toSorted?.((a, b) => a - b) ?? far);
    assert.deepEqual(bad(flipPoints(oneTier, { metric: 'roi', target: '1' })), ['/options/target wrongType']);
  });

  test('sensitivity: the ends of ranges, and a share of the others', () => {
    const spread = structuredClone(oneTier);
    spread.tiers[0].winRate = { low: 0.2, likely: 0.25, high: 0.4 };
    const { entries } = good(() => sensitivity(spread, { metric: 'roi' }));
    assert.deepEqual(entries.map(({ input, from, direction }) => [input, from, direction]), [
      ['/tiers/0/winRate', 'range', 'rises'],
    ]);
    near(entries[0].low.metric, 0.6);
    near(entries[0].high.metric, 2.2);
    near(entries[0].swing, 1.6);
    const shared = good(() => sensitivity(spread, { metric: 'roi', share: 0.5 }));
    const margin = shared.entries.find(({ input }) => input === '/economics/grossMargin');
    assert.deepEqual([margin.from, margin.high.value, margin.high.limited], ['share', 1, true]);
    near(margin.high.metric, 1.5);
    assert.deepEqual(bad(sensitivity(oneTier, { metric: 'roi', share: 0, target: 1 })), [
      '/options/share outOfRange', '/options/target unknownField',
    ]);
    assert.deepEqual(bad(sensitivity(oneTier, { metric: 'directCac', scope: 'total' })), ['/options/scope unknownScope']);
  });
});

describe('simulate', () => {
  before(init);

  test('the numbers are those of the native engine, to the last bit', async () => {
    // The figures stand in the native test; both are read from there, so that they cannot part.
    const native = await readFile(new URL('../simulate.rs', import.meta.url), 'utf8');
    const json = JSON.parse(native.match(/let json = r#"(.*?)"#/s)[1]);
    const rows = native.match(/let golden: [^=]*= \[(.*?)\n    \];/s)[1];
    const golden = JSON.parse(`[${rows.trim().replace(/,$/, '')}]`);
    const { total, draws, seed } = good(() => simulate(json));
    assert.deepEqual([draws, seed], [10_000, 1]);
    const found = Object.values(total.metrics).map(({ mean, p5, p50, p95 }) => [mean, p5, p50, p95]);
    assert.equal(golden.length, 7);
    assert.deepEqual(found, golden);
  });

  test('mean, probability and drivers of one uncertain input', () => {
    const options = { draws: 20_000, seed: 7, metrics: ['mdfSpent', 'vendorCost', 'roi'], targets: { vendorCost: 1500 } };
    const { total, inputs, driverDraws } = good(() => simulate(ranges, options));
    assert.deepEqual(inputs.map(({ field, mean }) => [field, mean]), [['/tiers/0/mdfSpent', 1500]]);
    const { mdfSpent, vendorCost, roi } = total.metrics;
    // The mean of a symmetric range is its median.
    assert.ok(Math.abs(vendorCost.probability - 0.5) < 0.01, `${vendorCost.probability}`);
    assert.ok(Math.abs(mdfSpent.mean - 1500) < 1);
    // Variance of PERT: (mean − low)(high − mean) ÷ 7.
    assert.ok(Math.abs(mdfSpent.sd - Math.sqrt((500 * 500) / 7)) < 1);
    const { counts, below, above } = mdfSpent.histogram;
    assert.equal(counts.reduce((a, b) => a + b, 0) + below + above, 20_000);
    assert.ok(driverDraws <= 20_000);
    near(mdfSpent.drivers[0].share, 1);
    assert.deepEqual([roi.mean, roi.histogram, roi.undefinedShare], [null, null, 1]);
    assert.ok(roi.reason.length > 10);
    const other = simulate(ranges, { ...options, seed: 8 }).answer.total.metrics.mdfSpent;
    assert.notEqual(other.p50, mdfSpent.p50);
  });

  test('bad options are named', () => {
    const options = { draws: 10, seed: -1, metrics: ['roi', 'roi', 'x'], targets: { y: 1, roi: '2' }, perTier: 1 };
    assert.deepEqual(bad(simulate(oneTier, options)), [
      '/options/draws outOfRange',
      '/options/seed outOfRange',
      '/options/metrics/1 duplicateField',
      '/options/metrics/2 unknownMetric',
      '/options/targets/y unknownMetric',
      '/options/targets/roi wrongType',
      '/options/perTier wrongType',
    ]);
  });
});

describe('allocate', () => {
  before(init);

  test('with the square root, money goes by the square of what it brings', () => {
    const answer = good(() => allocate(perTier, { beta: 0.5 }));
    near(answer.tiers[0].best.spend, 160);
    near(answer.tiers[1].best.spend, 40);
    const best = 400 * Math.sqrt(1.6) + 200 * Math.sqrt(0.4);
    near(answer.best.revenue, best);
    near(answer.gain, best / 2 - 300);
    near(answer.lambda, (0.25 * 400 * Math.sqrt(1.6)) / 160);
    const capped = good(() => allocate(perTier, { beta: 0.5, caps: { T0: 120 } }));
    assert.deepEqual([capped.tiers[0].best.spend, capped.tiers[0].bound], [120, 'cap']);
  });

  test('bad options are named, also those that only the plan shows', () => {
    assert.deepEqual(bad(allocate(perTier, { beta: 1, budget: -1, more: 0 })), [
      '/options/beta outOfRange', '/options/budget outOfRange', '/options/more unknownField',
    ]);
    for (const path of bad(allocate(perTier, { caps: { Nobody: 1 } }))) assert.match(path, /^\/options\/caps\/Nobody /);
    for (const path of bad(allocate(perTier, { floors: { T0: 900 } }))) assert.match(path, /^\/options\//);
  });
});

describe('mature', () => {
  before(init);
  const campaign = {
    ageMonths: 6, medianCycleMonths: 6, spread: 0.5, distribution: 'lognormal', cost: 50_000, pipeline: 400_000,
    winRate: 0.25, grossMargin: 0.8, wonRevenueToDate: 30_000,
  };

  test('half way the figures are those of arithmetic', () => {
    const answer = good(() => mature(campaign));
    for (const [figure, expected] of Object.entries({
      shareMatured: 0.5, monthsToJudgement: 0, pipelineMatured: 200_000, expectedRevenueToDate: 50_000, pace: 0.6,
      roiToDate: -0.52, maturedRevenue: 80_000, roiMatured: 0.28,
    })) near(answer[figure], expected);
    assert.equal(answer.tooEarly, false);
    near(good(() => mature({ ageMonths: Math.E, medianCycleMonths: 1, spread: 1 })).shareMatured, 0.841344746068543);
  });

  test('bad campaigns are named', () => {
    assert.deepEqual(bad(mature({})), ['/ageMonths missing', '/medianCycleMonths missing']);
    assert.deepEqual(bad(mature({ ...campaign, winRate: 2, distribution: 'normal', stage: 1 })), [
      '/distribution wrongType', '/winRate outOfRange', '/stage unknownField',
    ]);
  });
});

describe('cash', () => {
  before(init);
  const [[campaign]] = asked.cash;

  test('a webinar month by month', () => {
    const { partner, joint, ...answer } = good(() => cash(campaign));
    assert.deepEqual(partner.months.map((month) => month.cumulative), [-20_000, -20_000, -20_000, -8000, -8000, -3075, 1850]);
    assert.deepEqual([partner.deepest, partner.deepestMonth, partner.returnMonth], [-20_000, 0, 6]);
    assert.deepEqual([joint.putsIn, joint.deepest], [25_000, -25_000]);
    assert.deepEqual([answer.paidFirst, answer.reimbursed, answer.ownMoney, answer.waitingCost], [20_000, 12_000, 8000, 300]);
  });

  test('bad campaigns are named', () => {
    assert.deepEqual(bad(cash({})), ['/event/paidFirst missing']);
    assert.deepEqual(bad(cash({ ...campaign, mdf: { amount: 30_000 }, deals: { overMonths: 0 }, stage: 1 })), [
      '/deals/revenueSourced missing', '/deals/overMonths outOfRange', '/stage unknownField', '/mdf/amount outOfRange',
    ]);
  });
});

describe('creditForTarget', () => {
  before(init);

  test('a ratio, a return and a multiple are met by closed form', () => {
    for (const [target, of, credit] of [['9:1', 'pipeline', 0.25], ['100%', 'grossProfit', 0.5], ['2.25x', 'revenue', 0.25]]) {
      near(good(() => creditForTarget(oneTier, { target, of })).credit, credit);
    }
    const short = good(() => creditForTarget(oneTier, { target: 4, of: 'revenue' }));
    assert.deepEqual([short.credit, short.code, short.unclamped], [null, 'fullCreditFallsShort', 2]);
  });

  test('bad questions are named', () => {
    assert.deepEqual(bad(creditForTarget(plan({ leads: -1 }), { target: 'much', of: 'leads' })), [
      '/tiers/0/leads outOfRange', '/options/target notANumber', '/options/of wrongType',
    ]);
  });
});

describe('agreement', () => {
  before(init);

  test('three quarters paid back, or a margin of 16 %, bring the partner its money back', () => {
    const { share, margin } = good(() => agreement(webinar));
    near(share.nearest, 0.75);
    near(share.mdf, 15_000);
    near(margin.nearest, 0.16);
    near(margin.grossMargin, 0.54);
    const apart = good(() => agreement(webinar, { vendorRoi: 1 }));
    assert.deepEqual([apart.share.nearest, apart.share.code], [null, 'apart']);
  });

  test('bad questions are named', () => {
    assert.deepEqual(bad(agreement(webinar, { vendorRoi: -2, scope: 'direct' })), ['/options/vendorRoi outOfRange']);
    assert.deepEqual(bad(agreement(webinar, { scope: 'direct' })), ['/options/scope unknownScope']);
  });
});

describe('settle', () => {
  before(init);

  test('two changes share what they do together, to the cent', () => {
    const actuals = structuredClone(forecast);
    Object.assign(actuals.tiers[0], { opportunitiesSourced: 150, winRate: 0.1 });
    const { total, tiers } = good(() => settle(forecast, actuals));
    assert.deepEqual([total.forecast, total.actual, total.change], [6000, 3500, -2500]);
    const parts = total.components.filter(({ value }) => value !== 0).map(({ id, value }) => [id, value]);
    assert.deepEqual(parts, [['volume', 3750], ['winRate', -6250]]);
    assert.deepEqual([tiers[0].name, tiers[0].status], ['A', 'both']);
  });

  test('problems of both plans come together', () => {
    assert.deepEqual(bad(settle(plan({ winRate: 2 }), plan({ leads: -1 }))), [
      '/forecast/tiers/0/winRate outOfRange', '/actuals/tiers/0/leads outOfRange',
    ]);
    assert.deepEqual(bad(settle(plan(), plan({}, { currency: 'EUR' }))), ['/actuals/currency unknownCurrency']);
  });
});

describe('creditEvidence', () => {
  before(init);

  test('a fifth of the wins would have been lost, and enough deals say so', () => {
    const answer = good(() => creditEvidence({ influenced: { deals: 1000, wins: 250 }, direct: { deals: 1000, winRate: 0.2 } }));
    assert.deepEqual([answer.verdict, answer.usable, answer.confidence], ['supports', true, 0.95]);
    for (const [figure, expected] of Object.entries({
      influencedWinRate: 0.25, directWinRate: 0.2, lift: 0.25, credit: 0.2, usableCredit: 0.2,
    })) near(answer[figure], expected);
    assert.ok(answer.creditLow > 0 && answer.creditHigh < 0.4);
    assert.deepEqual(answer.assumptions.map(({ field, value }) => [field, value]), [['/direct/wins', 200]]);
    const few = good(() => creditEvidence({ influenced: { deals: 100, wins: 25 }, direct: { deals: 100, wins: 20 } }));
    assert.deepEqual([few.verdict, few.usable, few.usableCredit], ['tooFewDeals', false, null]);
    assert.match(few.reasons.usableCredit, /too few deals/i);
  });

  test('bad deals are named', () => {
    assert.deepEqual(bad(creditEvidence({ influenced: { deals: 1.5, wins: 1, winRate: 1 }, direct: { deals: 4, wins: 5 } })), [
      '/influenced/deals wrongType', '/influenced/winRate duplicateField', '/direct/wins outOfRange',
    ]);
  });
});

describe('holdout', () => {
  before(init);

  test('the published calculator comes out', () => {
    const answer = good(() => holdout(lift));
    for (const [figure, expected] of Object.entries({
      incrementalWins: 300, incrementalRevenue: 24_000, iroas: 0.48, incrementalProfit: -40_400, incrementalRoi: -0.808,
    })) near(answer[figure], expected);
    assert.deepEqual([answer.verdict, answer.test, answer.power], ['supports', 'pooledZ', 0.8]);
    const quarter = { exposed: { accounts: 100, wins: 25 }, control: { accounts: 100, wins: 20 }, cost: 1 };
    assert.equal(good(() => holdout(quarter)).accountsPerArm, 1094);
  });

  test('bad experiments are named', () => {
    assert.deepEqual(bad(holdout({ exposed: { accounts: 0, wins: 0 }, control: { accounts: 2, win: 1 } })), [
      '/exposed/accounts outOfRange', '/control/wins missing', '/control/win unknownField', '/cost missing',
    ]);
  });
});

describe('assess', () => {
  before(init);

  test('the stage is the weakest answer, with the evidence and what is next', () => {
    const { definition, nextSteps, operations } = good(() => assess(asked.assess[0][0]));
    assert.deepEqual([definition.stage, definition.provisional, definition.heldBackBy], [1, false, ['measurement']]);
    assert.deepEqual(definition.counts, { 1: 1, 2: 1, 3: 1 });
    assert.equal(operations.stage, null);
    assert.ok(operations.reason.length > 10);
    assert.deepEqual(nextSteps.map(({ dimension, to }) => [dimension, to]), [['measurement', 2], ['segmentation', 3]]);
  });

  test('the questions are those that it answers', () => {
    const { matrices, pillars, controls } = engine.assessQuestions();
    const all = [...matrices.flatMap((matrix) => matrix.dimensions), ...pillars, ...controls];
    const answers = {};
    for (const { path, answers: words } of all) {
      const [, group, id] = path.split('/');
      (answers[group] ??= {})[id] = words ? words[0] : 3;
    }
    const answer = good(() => assess(answers));
    for (const { id, dimensions } of matrices) assert.deepEqual([answer[id].stage, answer[id].of], [3, dimensions.length]);
    assert.equal(answer.controls.ready, true);
    assert.ok(all.every(({ question, levels }) => question.endsWith('?') && (levels ?? [1, 2, 3]).length === 3));
  });

  test('bad answers are named', () => {
    assert.deepEqual(bad(assess({ definition: { clarity: 4, other: 1 }, controls: { preApproval: true }, more: 1 })), [
      '/definition/clarity outOfRange', '/definition/other unknownField', '/controls/preApproval wrongType', '/more unknownField',
    ]);
  });
});

test('after all that the engine still answers', async () => {
  await init();
  assert.ok(engine.calculate(samples.full).ok);
});
