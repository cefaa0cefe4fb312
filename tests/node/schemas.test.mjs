// The JSON Schemas against everything that is asked and answered: what the engine's readers take fits, what a schema can
// refuse is refused by both, and answers are what is said of them.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { asked } from './questions.mjs';
import { fits, schemas, wrong } from './schemas.mjs';
import { engine, inPackage, plan, samples } from './support.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const read = (path) => readFile(join(root, path), 'utf8');
const right = (name, value, what) => assert.deepEqual(wrong(name, value), [], what);

/** What a question takes beside a plan, and the plans. */
const parts = {
  alone: ([question]) => ({ plans: [], question }),
  about: ([given, options]) => ({ plans: [given], question: options }),
  settle: ([forecast, actuals]) => ({ plans: [forecast, actuals], question: { forecast, actuals } }),
  scorecard: ([, options]) => ({ plans: [], question: options }),
  planFromCampaigns: ([portfolio, given]) => ({ plans: [], question: { portfolio, plan: given } }),
};
const CAMPAIGNS = ['readCampaigns', 'readCampaignTable', 'portfolio', 'attribution', 'response'];
/** Answered later. */
const LATER = 'readPortfolio';
const ALONE = ['appraise', 'mature', 'cash', 'creditEvidence', 'holdout', 'assess', ...CAMPAIGNS];
const kind = (name) => (parts[name] ? name : ALONE.includes(name) ? 'alone' : 'about');

/** Asks with another question in the place of the first of `asked`. */
function ask(name, question) {
  if (kind(name) === 'settle') return engine.settle(question?.forecast, question?.actuals);
  if (kind(name) === 'planFromCampaigns') return engine.planFromCampaigns(question?.portfolio, question?.plan);
  if (name === 'readCampaigns') {
    // Rows with problems are an answer; here they are what the reader refuses.
    const found = engine.readCampaigns(question);
    return found.ok && found.answer.problems.length ? { ok: false, errors: found.answer.problems } : found;
  }
  return kind(name) === 'alone' ? engine[name](question) : engine[name](asked[name][0][0], question);
}

before(() => engine.init());

describe('the schemas', () => {
  test('each question has two, and there are no others', () => {
    const questions = [...Object.keys(asked), LATER].flatMap((name) => [`${name}.question`, `${name}.answer`]);
    assert.deepEqual(Object.keys(schemas).sort(), ['plan', 'report', 'problem', ...questions].sort());
    const functions = Object.keys(engine).filter((name) => typeof engine[name] === 'function');
    // Workbooks go in and out as bytes, for which there is no schema.
    const others = ['calculate', 'init', 'metrics', 'assessQuestions', 'workbook', 'readWorkbook', LATER];
    assert.deepEqual(functions.filter((name) => !others.includes(name)).sort(), Object.keys(asked).sort());
  });

  test('each is of the draft, called by its file, and says what it is', () => {
    for (const [name, schema] of Object.entries(schemas)) {
      assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
      assert.equal(schema.$id, `${name}.schema.json`);
      assert.ok(schema.title && schema.description, name);
    }
  });

  test('the package exports them', async () => {
    const manifest = JSON.parse(await readFile(inPackage('package.json'), 'utf8'));
    assert.equal(manifest.exports['./schema/*'], './schema/*');
    assert.ok(manifest.files.includes('schema'));
  });
});

describe('examples and fixtures fit', () => {
  test('the worked examples', async () => {
    const cases = JSON.parse(await read('tests/worked-examples.json'));
    assert.ok(cases.length > 10);
    for (const { id, kind, input } of cases) right(kind === 'plan' ? 'plan' : `${kind}.question`, input, id);
  });

  test('every JSON file that is a plan', async () => {
    let plans = 0;
    for (const folder of ['benches', 'tests', 'tests/links', 'tests/tables']) {
      for (const file of (await readdir(join(root, folder))).filter((name) => name.endsWith('.json'))) {
        const value = JSON.parse(await read(`${folder}/${file}`));
        if (value.version !== 1 || !value.tiers) continue;
        right('plan', value, file);
        plans += 1;
      }
    }
    assert.ok(plans > 4, `${plans} plans`);
  });

  test('every plan in the docs and on the pages of the tests', async () => {
    let plans = 0;
    const pages = (await readdir(join(root, 'tests/pages'))).map((file) => `tests/pages/${file}`);
    const docs = (await readdir(join(root, 'docs'))).map((file) => `docs/${file}`);
    const files = ['README.md', 'src/embed/npm.md', ...docs, ...pages].filter((file) => /\.(md|html)$/.test(file));
    for (const file of files) {
      const text = await read(file);
      const [, tier = 'null'] = /const tier = (\{.*?\});/.exec(text) ?? [];
      for (const [literal] of text.matchAll(/\{\s*"?version"?: 1,[^;`]*?\btiers\b.*?\](, economics: \{.*?\})? ?\}/g)) {
        const value = new Function('tier', `return (${literal})`)(new Function(`return (${tier})`)());
        right('plan', value, `${file}: ${literal}`);
        plans += 1;
      }
    }
    assert.ok(plans >= 5, `${plans} plans`);
  });

  test('the samples, and every question of the tests', () => {
    for (const [name, sample] of Object.entries(samples)) right('plan', sample, name);
    for (const [name, questions] of Object.entries(asked)) {
      questions.forEach((given, at) => {
        const { plans, question } = parts[kind(name)](given);
        plans.forEach((value) => right('plan', value, `${name} ${at}`));
        right(`${name}.question`, question, `${name} ${at}`);
      });
    }
  });
});

describe('answers fit, and say no more than is listed', () => {
  test('reports', () => {
    for (const [name, sample] of Object.entries(samples)) right('report', engine.calculate(sample).report, name);
  });

  for (const [name, questions] of Object.entries(asked)) {
    test(name, () => questions.forEach((given, at) => right(`${name}.answer`, engine[name](...given).answer, `${name} ${at}`)));
  }

  test('a portfolio of a table', async () => {
    const question = { currency: 'USD', today: '2025-12-31', keep: 3, table: { decimal: '.', columns: { Wer: 'partner', Was: '' }, values: { Messe: 'tradeShow' } } };
    right(`${LATER}.question`, question);
    const text = 'A report\nWer,Was,MDF paid,Start,Activity\nA,x,1.5,2025-01-31,Messe\nB,x,five,2025-02-30,party\nTotal,,1.5,,\n';
    right(`${LATER}.answer`, (await engine.readPortfolio(text, question)).answer);
    right(`${LATER}.answer`, (await engine.readPortfolio('no head', question)).answer);
  });

  test('problems', () => {
    const { errors } = engine.calculate(plan({ winRate: 2, leads: '5' }, { note: 1 }));
    assert.equal(errors.length, 3);
    for (const error of errors) right('problem', error);
  });

  test('a missing member does not fit, and one that a later release adds does', () => {
    const { report } = engine.calculate(samples.full);
    const { warnings, ...lacking } = report;
    assert.ok(Array.isArray(warnings));
    assert.ok(!fits('report', lacking));
    assert.ok(fits('report', { ...report, added: 1 }));
    assert.notDeepEqual(wrong('report', { ...report, added: 1 }), []);
    report.total.metrics.roi.unit = 'months';
    assert.ok(!fits('report', report), 'a metric has its own unit');
  });
});

describe('what a reader refuses and a schema can say is refused by both', () => {
  const tiers = (count) => Array.from({ length: count }, (_, at) => ({ name: `T${at}` }));
  const { currency: _, ...noCurrency } = plan();
  const bad = {
    'nothing': null,
    'no object': [],
    'no currency': noCurrency,
    'no such currency': { ...plan(), currency: 'XXX' },
    'a future version': { ...plan(), version: 2 },
    'no tiers': { ...plan(), tiers: [] },
    '13 tiers': { ...plan(), tiers: tiers(13) },
    'a tier that is nothing': { ...plan(), tiers: [null] },
    'a tier without a name': { ...plan(), tiers: [{}] },
    'a name that is blank': plan({ name: ' ' }),
    'an unknown field': plan({}, { note: 1 }),
    'an unknown field of a tier': plan({ winrate: 0.2 }),
    'an unknown field of direct': plan({}, { direct: { leads: 1 } }),
    'an unknown field of a range': plan({ leads: { low: 1, likely: 2, high: 3, mean: 2 } }),
    'half a range': plan({ leads: { low: 1, high: 3 } }),
    'a range with nothing in it': plan({ leads: { low: 1, likely: null, high: 3 } }),
    'text for a number': plan({ leads: '12' }),
    'a number for a switch': plan({}, { direct: { includesInfluenced: 1 } }),
    'an assumption without its field': plan({}, { assumed: [{ why: 'x' }] }),
    'an assumption about nothing': plan({}, { assumed: [{ field: '/economics/winRate' }] }),
    'an example twice': plan({ leads: 1 }, { examples: ['/tiers/0/leads', '/tiers/0/leads'] }),
    'an example of tier 12': plan({ leads: 1 }, { examples: ['/tiers/12/leads'] }),
  };
  for (const [name, value] of Object.entries(bad)) {
    test(name, () => {
      assert.equal(engine.calculate(value).ok, false, 'by the reader');
      assert.ok(!fits('plan', value), 'by the schema');
    });
  }
});

// ── A schema and a reader agree ─────────────────────────────────────────────────────────────────────────────────────

/** The schema that a reference leads to. */
const resolve = (whole, part) => (part.$ref ? { ...whole.$defs[part.$ref.split('/').pop()], ...part } : part);

/** A value of every type. */
const ANY = [null, true, 'nonsense', -1, 0.5, 1e300, [], [null], {}, { nonsense: 1 }];

/** The values at which a schema changes its mind, and some that it cannot mean. */
function edges(whole, schema) {
  const part = resolve(whole, schema);
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = part;
  const ends = [minimum, maximum, exclusiveMinimum, exclusiveMaximum].filter((end) => end !== undefined);
  const near = ends.flatMap((end) => [end, end - 1, end + 1, end + 0.5, end * (1 + 1e-9) + 1e-9, end * (1 - 1e-9) - 1e-9]);
  const inner = (part.anyOf ?? []).flatMap((one) => edges(whole, one));
  const members = part.properties ?? {};
  const required = (part.required ?? []).every((key) => ['low', 'likely', 'high'].includes(key));
  const ranges =
    members.likely && required
      ? [members.likely.minimum, members.likely.maximum, members.likely.maximum * 2].map((end) => ({ low: end, likely: end, high: end }))
      : [];
  return [...ANY, ...near, ...(part.enum ?? []), ...inner, ...ranges];
}

/** What can be changed about a value that has a schema, as [path, value]: each member given another one, left out, or joined by one that is unknown. */
function changes(whole, schema, value, path = []) {
  const part = resolve(whole, schema);
  const here = [...new Set(edges(whole, part))].map((to) => [path, to]);
  const named = part.propertyNames ? [resolve(whole, part.propertyNames).enum[0]] : [];
  // Of a map those keys that are there, and one that may be.
  const mapped = typeof part.additionalProperties === 'object' ? [...new Set([...Object.keys(value ?? {}), ...named])] : [];
  const members = [...Object.entries(part.properties ?? {}), ...mapped.map((key) => [key, part.additionalProperties])];
  const below = members.flatMap(([key, member]) => [
    ...changes(whole, member, value?.[key], [...path, key]),
    [[...path, key], undefined],
  ]);
  if (members.length) below.push([[...path, 'nonsense'], 1]);
  // A number of a plan is no object that has members to change.
  const inner = (part.anyOf ?? []).filter((one) => !resolve(whole, one).properties?.likely);
  const either = inner.flatMap((one) => changes(whole, one, value, path).filter(([at]) => at.length > path.length));
  const item = part.items ? changes(whole, part.items, value?.[0], [...path, 0]) : [];
  return [...here, ...below, ...either, ...item];
}

/** A copy with the value in the place, as JSON has it: without what is undefined. */
const changed = (value, path, to) => JSON.parse(JSON.stringify(put(value, path, to)));

function put(value, [key, ...rest], to) {
  if (key === undefined) return to;
  if (rest.length && (value?.[key] === undefined || value[key] === null)) {
    return put({ ...value, [key]: typeof rest[0] === 'number' ? [] : {} }, [key, ...rest], to);
  }
  const copy = Array.isArray(value) ? [...value] : { ...value };
  copy[key] = put(copy[key], rest, to);
  return copy;
}

/** What a reader finds that no schema can, as `path code message`: what stands elsewhere in the plan or in the question. */
const BEYOND = {
  plan: [/^\/tiers\/\d+\/name (length|duplicateName) /, / disordered /, /^\/(assumed|examples)\/\S+ (unknownField|missing) /],
  // Neither more nor less of some metrics is better; tiers and bounds must fit the plan, metrics their scope.
  options: [
    / has no target: /,
    / is stated (for|in) /,
    / unknownScope Direct is what partners are compared with/,
    /^\/options\/scope\/tier outOfRange The plan has no tier at /,
    /^\/options\/(floors|caps)\/\S+ \w+ (The plan has no tier called|This tier takes no part|The cap is below|The floor is above)/,
    /^\/options\/budget outOfRange .*(floors|caps)/,
    // Spending ends within the projection.
    /^\/options\/fundedMonths outOfRange .*, the months of the projection/,
    // Correlated inputs are ranges of the plan, and no two correlations may contradict each other.
    /^\/options\/correlations\/\d+\/between\/[01] wrongType .* is no range in this plan/,
    /^\/options\/correlations\/\d+\/(between duplicateField|rank contradiction) /,
    /^\/options\/draws outOfRange With correlations /,
    // What is a target when it is written as text.
    /^\/options\/target (notANumber|ambiguous|length) /,
    // Of one question: MDF pays back what was paid first, and nobody wins more than there was.
    /^\/mdf\/amount outOfRange MDF pays back /,
    /^\/event\/ownMoney outOfRange Own money is what is left /,
    /^\/(influenced|direct|exposed|control)\/wins outOfRange /,
  ],
  // A row has a name, a rate its day, and each currency one rate; days are those of the calendar.
  campaigns: [
    /^(\/portfolio)?\/campaigns\/\d+ missing A row needs an id/,
    /\/(exchangeRateOn|exchangeRate) missing /,
    // A rate needs a currency, and what is in the portfolio's own has none.
    /\/currency missing An exchange rate needs /,
    /\/(exchangeRate|rate) contradiction /,
    /\/end disordered /,
    / wrongType .* is not a day /,
    / (duplicateName|length) /,
    // Weights add up, tiers fall, tiers of a plan are not too many.
    /^\/options\/(weights contradiction|tiers disordered) /,
    /^\/plan\/(currency contradiction|tiers count) /,
  ],
  // The two must have one currency.
  settle: [/currency/],
};

/** That schema and reader agree on a value, but for what only the reader can see. Says whether both took it. */
function agree(name, value, answer, beyond) {
  const problems = (answer.errors ?? []).map(({ path, code, message }) => `${path} ${code} ${message}`);
  const fitting = fits(name, value);
  const differ = (which) => assert.fail(`${which} takes it alone: ${name} ${JSON.stringify(value)}: ${problems} ${wrong(name, value)}`);
  if (answer.ok && !fitting) differ('the reader');
  const seen = problems.some((problem) => !beyond.some((pattern) => pattern.test(problem)));
  if (seen && fitting) differ('the schema');
  return answer.ok && fitting;
}

describe('schema and reader agree', () => {
  test('on each field of a plan at its limits and beyond, and on data of every other type', () => {
    const base = plan({ leads: 1 });
    const all = changes(schemas.plan, schemas.plan, base);
    const taken = all.filter(([path, value]) => {
      const given = changed(base, path, value);
      return agree('plan', given, engine.calculate(given), BEYOND.plan);
    });
    assert.ok(taken.length > 100 && all.length - taken.length > 300, `${taken.length} of ${all.length} taken`);
    for (const path of [['tiers', 0, 'leads'], ['economics', 'grossMargin'], ['periodMonths']]) {
      const values = taken.filter(([at]) => at.join('/') === path.join('/')).map(([, value]) => value);
      assert.ok(values.some((value) => typeof value === 'number' && value > 0), path.join('/'));
    }
  });

  for (const name of Object.keys(asked)) {
    test(`on ${name}`, () => {
      const { question } = parts[kind(name)](asked[name][0]);
      const ofPlans = BEYOND.plan.map(({ source }) => new RegExp(source.replace('^', '^/(forecast|actuals|plan)')));
      const beyond = { settle: [...BEYOND.settle, ...ofPlans], planFromCampaigns: [...BEYOND.campaigns, ...ofPlans], scorecard: BEYOND.campaigns }[name] ?? (CAMPAIGNS.includes(name) ? BEYOND.campaigns : BEYOND.options);
      const whole = schemas[`${name}.question`];
      // The two plans of a settlement are arguments: there is no object around them.
      const alone = !['settle', 'planFromCampaigns'].includes(name);
      const all = changes(whole, whole, question).filter(([path]) => alone || path.length > 1);
      const taken = all.filter(([path, value]) => {
        const given = changed(question ?? {}, path, value);
        return agree(`${name}.question`, given, ask(name, given), beyond);
      });
      assert.ok(taken.length > 4 && taken.length < all.length, `${taken.length} of ${all.length} taken`);
    });
  }

  test('on plans of any shape', () => {
    // A generator of its own, so that every run draws the same plans (Numerical Recipes, 32 bits).
    let state = 1;
    const draw = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
    const pick = (list) => list[Math.floor(draw() * list.length)];
    const number = ({ minimum, maximum }) => pick([minimum, maximum, minimum + draw() * (maximum - minimum)]);
    const field = (schema) => {
      const [exact] = resolve(schemas.plan, schema).anyOf;
      const [low, likely, high] = [number(exact), number(exact), number(exact)].sort((a, b) => a - b);
      return pick([undefined, null, number(exact), { low, likely, high }]);
    };
    const fields = ({ properties }) =>
      Object.fromEntries(
        Object.entries(properties)
          .filter(([, { $ref }]) => $ref && resolve(schemas.plan, { $ref }).anyOf)
          .map(([key, schema]) => [key, field(schema)]),
      );
    const { Tier, Direct, Economics } = schemas.plan.$defs;
    const all = changes(schemas.plan, schemas.plan, plan());
    for (let round = 0; round < 60; round += 1) {
      const tiers = Array.from({ length: 1 + Math.floor(draw() * 12) }, (_, at) => ({ name: `T${at}`, ...fields(Tier) }));
      const good = {
        ...plan({}, fields(schemas.plan)),
        tiers,
        direct: pick([null, fields(Direct)]),
        economics: pick([null, { ...fields(Economics), programmeCostIncludesCommission: pick([null, true, false]) }]),
      };
      assert.ok(agree('plan', good, engine.calculate(good), []), JSON.stringify(engine.calculate(good).errors));
      const odd = changed(good, ...pick(all));
      agree('plan', odd, engine.calculate(odd), BEYOND.plan);
    }
  });
});
