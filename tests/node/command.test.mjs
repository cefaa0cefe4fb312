// `npx comarketing-roi`, as a shell runs it: the built command of the package, with files and pipes.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { year } from './campaigns.mjs';
import { engine, inPackage, samples } from './support.mjs';

const { bin, version } = JSON.parse(await readFile(inPackage('package.json'), 'utf8'));
const command = fileURLToPath(inPackage(bin['comarketing-roi']));
const folder = await mkdtemp(join(tmpdir(), 'comarketing-roi-'));

/** Runs the command; `input` goes to its standard input. */
function run(words, input = '') {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...words], { cwd: folder });
    let [out, err] = ['', ''];
    child.stdout.on('data', (data) => (out += data));
    child.stderr.on('data', (data) => (err += data));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
    // It may end before it has read.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

const CSV = `Id,Campaign,partner_name_of_export,Partner,TIER,mdf_paid,Partner-sourced pipeline,Start
R-1,Webinar,x,Acme,Strategic,"8,000.00",40000,2025-01-15
R-2,"E-book:
ten steps",x,Beta,Focus,"2,000.00",3000,2025-04-10
`;
const JUDGED = ['--currency', 'USD', '--today', '2025-12-31'];

before(async () => {
  await engine.init();
  await writeFile(join(folder, 'plan.json'), JSON.stringify(samples.full));
  await writeFile(join(folder, 'year.json'), JSON.stringify(year));
  await writeFile(join(folder, 'campaigns.csv'), CSV);
});
after(() => rm(folder, { recursive: true }));

describe('the command', () => {
  test('says how it is used, and which version it is', async () => {
    const help = await run(['--help']);
    assert.deepEqual([help.code, help.err], [0, '']);
    assert.match(help.out, /calculate plan\.json/);
    assert.deepEqual(await run(['--version']), { code: 0, out: `${version}\n`, err: '' });
  });

  for (const [name, words, expected] of [
    ['no command', [], /command is missing/],
    ['another command', ['divide', 'x'], /no command divide/],
    ['no file', ['calculate'], /takes one file/],
    ['two files', ['calculate', 'a', 'b'], /takes one file/],
    ['an unknown option', ['portfolio', '-', '--colour'], /--colour is not understood/],
    ['an option without its value', ['portfolio', '-', '--today'], /--today needs a value/],
    ['an option twice', ['portfolio', '-', '--currency', 'USD', '--currency=EUR'], /--currency stands twice/],
    ['an option of the portfolio for a plan', ['calculate', 'plan.json', '--table'], /--table is for a portfolio/],
    ['an option of a table for JSON', ['portfolio', 'year.json', '--decimal', ','], /--decimal is for a table/],
    ['both ways to write', ['portfolio', '-', '--json', '--table'], /Use either --json or --table/],
  ]) {
    test(`${name} is a mistake in the command`, async () => {
      const { code, out, err } = await run(words);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, expected);
      assert.match(err, /--help/);
    });
  }
});

describe('calculate', () => {
  test('writes the report of a file, or of standard input', async () => {
    const expected = engine.calculate(samples.full).report;
    for (const [words, input] of [[['calculate', 'plan.json']], [['calculate', '-'], JSON.stringify(samples.full)]]) {
      const { code, out, err } = await run(words, input);
      assert.deepEqual([code, err], [0, '']);
      assert.deepEqual(JSON.parse(out), expected);
    }
  });

  test('names every problem, and writes nothing else', async () => {
    const bad = { version: 1, currency: 'XXX', tiers: [{ name: 'A', winRate: 2 }], note: 1 };
    const { code, out, err } = await run(['calculate', '-'], JSON.stringify(bad));
    assert.deepEqual([code, out], [1, '']);
    for (const path of ['/currency', '/tiers/0/winRate', '/note']) assert.match(err, new RegExp(`^${path}: `, 'm'));
    assert.match(err, /3 problems/);
  });

  test('a file that is not there, or holds no JSON, is wrong input', async () => {
    for (const [words, input] of [[['calculate', 'none.json']], [['calculate', '-'], '{'], [['calculate', '-'], Buffer.from([0x7b, 0xff])]]) {
      const { code, out, err } = await run(words, input);
      assert.deepEqual([code, out], [1, '']);
      assert.match(err, /cannot be read|is not JSON|is not UTF-8/);
    }
  });
});

describe('portfolio', () => {
  test('of JSON: a question with its terms, or a list of rows', async () => {
    const { code, out } = await run(['portfolio', 'year.json']);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(out), engine.portfolio(year).answer);
    const rows = await run(['portfolio', '-', ...JUDGED, '--credit', '0.5', '--cycle', '6'], JSON.stringify(year.campaigns));
    assert.deepEqual(JSON.parse(rows.out), engine.portfolio(year).answer);
  });

  test('of a table: columns by id and label in any case, unknown ones are named', async () => {
    const { code, out, err } = await run(['portfolio', 'campaigns.csv', ...JUDGED]);
    assert.deepEqual([code, err], [0, 'The column “partner_name_of_export” is not used.\n']);
    const { total, best } = JSON.parse(out);
    assert.deepEqual([total.rows, total.funds.spent, total.credited], [2, 10_000, 43_000]);
    assert.equal(best[1].name, 'E-book:\nten steps');
  });

  test('as a table for people', async () => {
    const { code, out } = await run(['portfolio', 'campaigns.csv', ...JUDGED, '--table']);
    assert.equal(code, 0);
    assert.match(out, /^USD, by 2025-12-31$/m);
    assert.match(out, /^All +2 +10,000\.00 +43,000\.00 +4\.30 +4\.30 +4\.30$/m);
    assert.match(out, /^Acme +1 +8,000\.00 +40,000\.00 +5\.00/m);
  });

  test('semicolons and tabs are found, and a decimal comma where the numbers show it', async () => {
    const table = (sign) => ['Partner', 'MDF paid', 'Leads'].join(sign) + `\nAcme${sign}1.200,50${sign}5\nBeta${sign}1.200${sign}5\n`;
    for (const sign of [';', '\t']) {
      const { code, out } = await run(['portfolio', '-', ...JUDGED], table(sign));
      assert.equal(code, 0);
      assert.equal(JSON.parse(out).total.funds.spent, 2400.5);
    }
  });

  test('a number with two readings is never guessed, and --decimal says which', async () => {
    const table = 'Partner;MDF paid\nAcme;1.200\n';
    const asked = await run(['portfolio', '-', ...JUDGED], table);
    assert.deepEqual([asked.code, asked.out], [1, '']);
    assert.match(asked.err, /^Line 2, column 2 “MDF paid”: .*two readings.*\(1\.200\) \[ambiguous\]$/m);
    for (const [sign, spent] of [[',', 1200], ['.', 1.2]]) {
      const { out } = await run(['portfolio', '-', ...JUDGED, '--decimal', sign], table);
      assert.equal(JSON.parse(out).total.funds.spent, spent);
    }
    const day = 'Partner,Start\nAcme,01/02/2025\n';
    assert.match((await run(['portfolio', '-', ...JUDGED], day)).err, /\[ambiguous\]/);
    const { out } = await run(['portfolio', '-', ...JUDGED, '--dates', 'monthFirst'], day);
    assert.equal(JSON.parse(out).trend[0].quarter, '2025-Q1');
  });

  test('one problem is counted as one', async () => {
    const { err } = await run(['portfolio', '-', ...JUDGED], 'Partner,MDF paid\nAcme,five\nBeta,5\n');
    assert.match(err, /^1 problem in 1 row\. /m);
  });

  test('rows that cannot be read are listed, and nothing is written unless --partial', async () => {
    const table = 'Partner,MDF paid,Activity,Start\nAcme,5,webinar,2025-01-01\nBeta,five,party,2025-13-01\nGamma,5\nTotal,10,,\n';
    const whole = await run(['portfolio', '-', ...JUDGED], table);
    assert.deepEqual([whole.code, whole.out], [1, '']);
    for (const line of [
      /^Line 3, column 2 “MDF paid”: .*\(five\) \[notANumber\]$/m, /^Line 3, column 3 “Activity”: .*\(party\) \[wrongType\]$/m,
      /^Line 3, column 4 “Start”: .*\[wrongType\]$/m, /^Line 4: .*2 cells.*\[count\]$/m, /^Line 5 is set aside\. A total/m, /4 problems in 2 rows/,
    ]) {
      assert.match(whole.err, line);
    }
    const some = await run(['portfolio', '-', '--partial', ...JUDGED], table);
    assert.equal(some.code, 0);
    assert.match(some.err, /^Line 4: /m);
    assert.equal(JSON.parse(some.out).total.rows, 1);
  });

  test('whatever a table leaves open, the option that says it is named', async () => {
    await writeFile(join(folder, 'scales.json'), '{ "MDF paid (k)": 1000 }');
    for (const [table, words, spent] of [
      ['Partner,MDF paid (k)\nAcme,5\n', ['--scales', 'scales.json'], 5000],
      ['Partner;MDF paid\nAcme;1.200\n', ['--decimal', ','], 1200],
      ['Partner,MDF paid,Start\nAcme,5,01/02/2025\n', ['--dates', 'dayFirst'], 5],
      ['Partner,MDF paid,Status\nAcme,5,Foo\n', ['--values', 'status.json'], 5],
      ['Partner,MDF paid,mdfPaid\nAcme,5,6\n', ['--columns', 'one.json'], 5],
    ]) {
      await writeFile(join(folder, 'status.json'), '{ "Foo": "open" }');
      await writeFile(join(folder, 'one.json'), '{ "mdfPaid": "" }');
      const asked = await run(['portfolio', '-', ...JUDGED], table);
      assert.equal(asked.code, 1);
      assert.match(asked.err, new RegExp(`Use ${words[0]}\\.`));
      const { code, out, err } = await run(['portfolio', '-', ...JUDGED, ...words], table);
      assert.equal(code, 0, err);
      assert.equal(JSON.parse(out).total.funds.spent, spent);
    }
    const wrong = await run(['portfolio', '-', ...JUDGED, '--columns', 'status.json'], 'Partner,Leads\nA,5\n');
    assert.match(wrong.err, /^--columns \/Foo: .*\[unknownField\]$/m);
  });

  test('all other terms come from a file, and options go before it', async () => {
    const table = 'Partner,Currency,MDF paid,Partner-sourced pipeline\nAcme,EUR,100,1000\nBeta,USD,100,500\n';
    const terms = { currency: 'USD', today: '2025-12-31', influenceCredit: 0.2, rates: [{ currency: 'EUR', rate: 1.25, on: '2025-12-31' }] };
    await writeFile(join(folder, 'terms.json'), JSON.stringify(terms));
    const { code, out, err } = await run(['portfolio', '-', '--terms', 'terms.json', '--credit', '0.5'], table);
    assert.equal(code, 0, err);
    const answer = JSON.parse(out);
    assert.deepEqual([answer.currency, answer.total.funds.spent, answer.terms?.influenceCredit ?? answer.influenceCredit], ['USD', 225, 0.5]);
    const rows = JSON.stringify([{ partner: 'Acme', currency: 'EUR', mdfPaid: 100 }]);
    assert.equal(JSON.parse((await run(['portfolio', '-', '--terms', 'terms.json'], rows)).out).total.funds.spent, 125);
    await writeFile(join(folder, 'wrong.json'), '{ "rates": [{ "currency": "EUR", "rate": -1, "on": "2025-12-31" }] }');
    const wrong = await run(['portfolio', '-', ...JUDGED, '--terms', 'wrong.json'], table);
    assert.equal(wrong.code, 1);
    assert.match(wrong.err, /^\/rates\/0\/rate: .*\[outOfRange\]$/m);
    await writeFile(join(folder, 'list.json'), '[]');
    assert.match((await run(['portfolio', '-', ...JUDGED, '--terms', 'list.json'], table)).err, /holds no terms/);
  });

  test('a key that stands twice in JSON is a problem, wherever it stands', async () => {
    const text = '{"currency":"USD","today":"2025-12-31","campaigns":[{"partner":"{,\\"","mdfPaid":5,"mdfPaid":50}],"a/b":1,"a/b":1}';
    const { code, out, err } = await run(['portfolio', '-'], text);
    assert.deepEqual([code, out], [1, '']);
    for (const path of ['/campaigns/0/mdfPaid', '/a~1b']) assert.match(err, new RegExp(`^${path}: .*\\[duplicateField\\]$`, 'm'));
    await writeFile(join(folder, 'twice.json'), '{ "x": "leads", "x": "mqls" }');
    const file = await run(['portfolio', 'campaigns.csv', ...JUDGED, '--columns', 'twice.json']);
    assert.match(file.err, /^\/x: .*\[duplicateField\]$/m);
  });

  test('a table may begin with a bracket', async () => {
    for (const first of ['[MDF report 2025]', '[2025]', '{MDF}']) {
      const { code, out } = await run(['portfolio', '-', ...JUDGED], `${first}\nPartner,MDF paid\nAcme,5\n`);
      assert.equal(code, 0);
      assert.equal(JSON.parse(out).total.funds.spent, 5);
    }
  });

  test('what a cell holds never controls the terminal', async () => {
    const table = 'Partner,MDF paid,\u001b[2J\n"\u001b[31mAcme\nInc\u009b\u202e",5,\n,x\u001b]0;y\u0007,\n';
    for (const words of [['--table'], ['--json']]) {
      const { code, out, err } = await run(['portfolio', '-', '--partial', ...JUDGED, ...words], table);
      assert.equal(code, 0);
      // eslint-disable-next-line no-control-regex
      assert.doesNotMatch(out + err, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
      if (words[0] === '--table') assert.match(out, /^\u241b\[31mAcme Inc/m);
      else assert.equal(JSON.parse(out).groups.find((one) => one.dimension === 'partner').groups[0].key, '\u001b[31mAcme\nInc\u009b\u202e');
    }
  });

  test('other heads and words by files', async () => {
    await writeFile(join(folder, 'columns.json'), '{ "Partnername": "partner", "Ausgezahlt": "mdfPaid", "Maßnahme": "activity", "Notiz": "" }');
    await writeFile(join(folder, 'values.json'), '{ "Messe": "tradeShow" }');
    const table = '\ufeffPartnername;Ausgezahlt;Maßnahme;Notiz\n"Müller; Söhne";12,50;MESSE;x\n';
    const more = ['--columns', 'columns.json', '--values', 'values.json'];
    const { code, out } = await run(['portfolio', '-', ...JUDGED, ...more], table);
    assert.equal(code, 0);
    const { others } = JSON.parse(out);
    assert.equal(others.find((one) => one.class === 'brandOnly').rows[0].partner, 'Müller; Söhne');
  });

  test('a table of any length, of which the first problems are listed and all are counted', async () => {
    const row = (at) => `P${at},${at % 50 ? 5 : 'five'}\n`;
    const table = `Partner,MDF paid\n${Array.from({ length: 120_000 }, (_, at) => row(at % 100)).join('')}`;
    const { code, out, err } = await run(['portfolio', '-', '--partial', ...JUDGED], table);
    assert.equal(code, 0);
    assert.equal(JSON.parse(out).total.rows, 117_600);
    assert.equal(err.match(/^Line \d+, column 2/gm).length, 1000);
    assert.match(err, /^1400 more problems are not listed\.$/m);
  });

  test('other encodings are stated, and nothing is guessed', async () => {
    const bytes = Buffer.from('Partner;MDF paid\nM\u00fcller;5\n', 'latin1');
    const guess = await run(['portfolio', '-', ...JUDGED], bytes);
    assert.equal(guess.code, 1);
    assert.match(guess.err, /^--encoding: .*not UTF-8/m);
    const { out } = await run(['portfolio', '-', ...JUDGED, '--encoding', 'windows-1252'], bytes);
    assert.equal(JSON.parse(out).groups.find((one) => one.dimension === 'partner').groups[0].key, 'M\u00fcller');
  });

  test('UTF-16 without its mark is named, and read where it is stated', async () => {
    const bytes = Buffer.from('Partner;MDF paid\nAcme;5\n', 'utf16le');
    const guess = await run(['portfolio', '-', ...JUDGED], bytes);
    assert.equal(guess.code, 1);
    assert.match(guess.err, /^--encoding: .*look like UTF-16 without its mark.*utf-16le/m);
    const { out } = await run(['portfolio', '-', ...JUDGED, '--encoding', 'utf-16le'], bytes);
    assert.equal(JSON.parse(out).total.funds.spent, 5);
    const json = await run(['calculate', '-'], Buffer.from('{"version":1}', 'utf16le'));
    assert.match(json.err, /is not UTF-8/);
  });

  test('a quote that is never closed is told', async () => {
    const { code, err } = await run(['portfolio', '-', ...JUDGED], 'Partner,Leads\nAcme,5\n"Beta,5\nGamma,5\nDelta,5\n');
    assert.equal(code, 1);
    assert.match(err, /^Line 3: A quote that begins here is never closed/m);
  });

  test('without a currency it says so', async () => {
    const { code, err } = await run(['portfolio', 'campaigns.csv']);
    assert.equal(code, 1);
    assert.match(err, /^--currency: /m);
  });
});
