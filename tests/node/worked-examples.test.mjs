// The published cases once more, through the package as it is shipped: the boundary must not change a figure.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { engine } from './support.mjs';

const file = new URL('../worked-examples.json', import.meta.url);
const cases = JSON.parse(await readFile(file, 'utf8')).filter((example) => example.kind === 'plan');

describe('published plans come out', () => {
  before(() => engine.init());

  test('there are some', () => assert.ok(cases.length >= 9, `${cases.length} cases`));

  for (const { id, source, input, expect } of cases) {
    test(`${id} (${source})`, () => {
      const { ok, report, errors } = engine.calculate(input);
      assert.ok(ok, JSON.stringify(errors));
      const expected = Object.entries(expect.total);
      assert.ok(expected.length > 0);
      for (const [metric, published] of expected) {
        const { value } = report.total.metrics[metric];
        const close = Math.abs(value - published) <= 1e-9 * Math.max(Math.abs(published), 1);
        assert.ok(close, `${metric} is ${value}, published ${published}`);
        assert.equal(report.tiers[0].metrics[metric].value, value, `${metric}: of one tier the total says the same`);
      }
    });
  }
});
