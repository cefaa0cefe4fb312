// Every key and type of a report, held against the table of metrics that the package itself gives.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { engine, plainJson, report, samples } from './support.mjs';

const { init, metrics } = engine;

describe('every report keeps to the table of metrics', () => {
  before(init);

  test('the table is complete and its own each time', () => {
    const table = metrics();
    plainJson(table);
    assert.ok(table.length > 40);
    for (const row of table) {
      assert.deepEqual(Object.keys(row), ['id', 'name', 'about', 'unit', 'better', 'stated', 'formula']);
      for (const [key, value] of Object.entries(row)) assert.ok(typeof value === 'string' && value, `${row.id}.${key}`);
    }
    assert.equal(new Set(table.map((row) => row.id)).size, table.length);
    table.length = 0;
    assert.ok(metrics().length > 40);
  });

  for (const [name, sample] of Object.entries(samples)) {
    test(`a report, key by key: ${name}`, () => {
      const found = report(sample);
      assert.deepEqual(Object.keys(found), [
        'version', 'currency', 'tiers', 'total', 'direct', 'warnings', 'assumptions', 'example', 'examples',
      ]);
      assert.equal(found.version, 1);
      assert.equal(found.currency, sample.currency);
      assert.deepEqual(found.tiers.map((tier) => tier.name), sample.tiers.map((tier) => tier.name));
      for (const tier of found.tiers) {
        assert.deepEqual(Object.keys(tier), ['name', 'metrics']);
        scope(tier.metrics, ['tiersAndTotal']);
      }
      for (const part of [found.total, found.direct]) assert.deepEqual(Object.keys(part), ['metrics']);
      scope(found.total.metrics, ['tiersAndTotal', 'total'], sample.tiers.map((tier) => tier.name));
      scope(found.direct.metrics, ['direct']);
      found.warnings.forEach(warning);
      found.assumptions.forEach(assumption);
      assert.equal(found.example, found.examples.length > 0);
      assert.deepEqual(found.examples.map(({ field }) => field), sample.examples ?? []);
      assert.ok(found.examples.every(({ value }) => Number.isFinite(value)));
    });
  }

  test('the samples reach every part of a report', () => {
    const scopes = Object.values(samples).flatMap((sample) => {
      const { tiers, total, direct } = report(sample);
      return [...tiers, total, direct];
    });
    const figures = scopes.flatMap((part) => Object.values(part.metrics));
    for (const key of ['covers', 'reason', 'gaps', 'withoutGaps']) assert.ok(figures.some((figure) => key in figure), key);
    assert.deepEqual(new Set(figures.map((figure) => figure.basis)), new Set(['given', 'derived', 'assumed', 'example']));
    const codes = Object.values(samples).flatMap((sample) => report(sample).warnings.map(({ code }) => code));
    const all = ['disagree', 'overspent', 'overHundredPercent', 'moreInfluencedThanDirect', 'marginsExceedRevenue'];
    assert.deepEqual(new Set(codes), new Set(all));
    const full = report(samples.full);
    const gaps = [...full.tiers, full.total, full.direct]
      .flatMap((part) => Object.entries(part.metrics))
      .filter(([, figure]) => figure.value === null);
    assert.deepEqual(gaps, []);
  });

  function scope(figures, stated, names = []) {
    const rows = metrics().filter((row) => stated.includes(row.stated));
    assert.deepEqual(Object.keys(figures), rows.map((row) => row.id));
    for (const row of rows) figure(figures[row.id], row, names);
  }

  function figure(found, row, names) {
    const expected = ['value', 'unit', 'basis', 'reason', 'covers', 'gaps', 'withoutGaps', 'formula', 'terms'];
    assert.deepEqual(Object.keys(found), expected.filter((key) => key in found), row.id);
    for (const key of ['value', 'unit', 'basis', 'formula', 'terms']) assert.ok(key in found, `${row.id}.${key}`);
    quantity(found, row.id);
    assert.equal(found.unit, row.unit, row.id);
    assert.equal(found.formula, row.formula, row.id);
    if (found.value === null) assert.ok(found.reason.length > 10, row.id);
    else assert.equal('reason' in found, false, row.id);
    if ('covers' in found) {
      assert.ok(found.covers.length > 0 && found.covers.length < names.length, row.id);
      for (const name of found.covers) assert.ok(names.includes(name), name);
    }
    for (const gap of found.gaps ?? []) {
      assert.deepEqual(Object.keys(gap), ['tier', 'field', 'cost', 'leftOut'], row.id);
      assert.ok(!found.covers.includes(names[gap.tier]), row.id);
      assert.match(gap.field, new RegExp(`^/tiers/${gap.tier}/\\w+$`));
      assert.ok(gap.cost === null || gap.cost >= 0, row.id);
      for (const money of gap.leftOut) assert.deepEqual(Object.keys(money), ['symbol', 'label', 'value'], row.id);
    }
    if ('withoutGaps' in found) assert.ok(found.gaps.some(({ cost }) => cost !== null), row.id);
    assert.ok(found.terms.length > 0, row.id);
    for (const term of found.terms) {
      assert.deepEqual(Object.keys(term), ['symbol', 'label', 'unit', 'value', 'basis'], row.id);
      assert.ok(row.formula.includes(term.symbol), `${row.id} does not hold ${term.symbol}`);
      assert.ok(term.label.length > 0);
      quantity(term, row.id);
    }
  }

  function quantity({ value, unit, basis }, where) {
    assert.ok(value === null || Number.isFinite(value), where);
    assert.ok(['currency', 'count', 'ratio', 'multiple', 'months', 'years'].includes(unit), `${where}: ${unit}`);
    assert.ok(['given', 'derived', 'assumed', 'example'].includes(basis), `${where}: ${basis}`);
  }

  function warning(found) {
    assert.deepEqual(Object.keys(found), ['code', 'field', 'message', 'values']);
    assert.match(found.field, /^\/(tiers\/\d+|direct|economics)\/\w+$/);
    assert.ok(found.message.endsWith('.'));
    assert.equal(found.values.length, 2);
    assert.ok(found.values.every(Number.isFinite));
  }

  function assumption(found) {
    assert.deepEqual(Object.keys(found), ['field', 'value', 'why']);
    assert.match(found.field, /^\/\w+/);
    assert.ok(Number.isFinite(found.value));
    assert.ok(found.why.endsWith('.'));
  }
});
