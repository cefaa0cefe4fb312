// `readPortfolio`: a table of any length, from any source, in little memory; progress, cancelling, and what is told.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { engine, inPackage, plainJson } from './support.mjs';

const { init, portfolio, readCampaignTable, readPortfolio } = engine;
const terms = { currency: 'USD', today: '2025-12-31' };
const HEAD = 'Partner,Tier,Activity,Start,MDF paid,Partner-sourced pipeline\r\n';
const TABLE = `\ufeffReport\r\n\r\n${HEAD}"Müller 東京",Focus,webinar,2025-01-31,"1,200.50",5000\r\n"B\r\nC",Scale,party,2025-02-01,5,6\r\nTotal,,,,1205.5,\r\nD,Scale,email,2025-03-01,7,8\r\n`;

const bytes = (text) => new TextEncoder().encode(text);
/** Pieces of so many bytes or signs. */
function* cut(whole, size) {
  for (let at = 0; at < whole.length; at += size) yield whole.slice(at, at + size);
}
async function* later(pieces) {
  for (const piece of pieces) {
    await null;
    yield piece;
  }
}
/** The answer to a good question. */
async function read(source, more = {}, options) {
  const found = await readPortfolio(source, { ...terms, ...more }, options);
  assert.ok(found.ok, JSON.stringify(found.errors));
  plainJson(found);
  return found.answer;
}
async function refused(source, question = terms, options) {
  const found = await readPortfolio(source, question, options);
  assert.equal(found.ok, false);
  return found.errors.map(({ path, code, message }) => `${path} ${code} ${message}`);
}

before(init);

describe('a table from any source', () => {
  const stream = (pieces) => ReadableStream.from(pieces);
  for (const [name, source] of [
    ['text', () => TABLE],
    ['bytes', () => bytes(TABLE)],
    ['a buffer', () => bytes(TABLE).buffer],
    ['a view of other bytes', () => new DataView(bytes(TABLE).buffer)],
    ['a Blob', () => new Blob([TABLE])],
    ['a stream of bytes', () => new Blob([TABLE]).stream()],
    ['a stream of single bytes', () => stream(cut(bytes(TABLE), 1))],
    ['a list of texts', () => [...cut(TABLE, 3)]],
    ['an iterable of single signs, halves of surrogates too', () => later(cut(TABLE.replace('東', '\u{1f680}'), 1))],
    ['an iterable of bytes', () => later(cut(bytes(TABLE), 7))],
    ['UTF-16 with its mark', () => Buffer.from(TABLE, 'utf16le')],
  ]) {
    test(name, async () => {
      const { portfolio: answer, table } = await read(source());
      assert.deepEqual([answer.total.rows, answer.total.funds.spent], [2, 1207.5]);
      assert.match(answer.groups.find((one) => one.dimension === 'partner').groups[0].key, /^Müller (東|\u{1f680})京$/u);
      assert.deepEqual([table.campaigns, table.rejected, table.problemCount, table.headLine], [2, 1, 1, 3]);
      assert.deepEqual(table.counts, [{ column: 3, head: 'Activity', code: 'wrongType', count: 1 }]);
      assert.deepEqual([table.problems[0].line, table.problems[0].value], [5, 'party']);
      assert.deepEqual(table.setAsideCounts.map(({ count }) => count), [1, 1]);
    });
  }

  test('says the same as the table and the portfolio by themselves', async () => {
    const { portfolio: answer } = await read(TABLE, { cycleMonths: 6, influenceCredit: 0.5, filter: { tier: 'Scale' } });
    const { campaigns } = readCampaignTable({ text: TABLE }).answer;
    const rows = campaigns.map(({ campaign }) => campaign);
    assert.deepEqual(answer, portfolio({ ...terms, cycleMonths: 6, influenceCredit: 0.5, filter: { tier: 'Scale' }, campaigns: rows }).answer);
  });

  test('as the question means it', async () => {
    const table = { delimiter: ';', decimal: ',', dateOrder: 'dayFirst', currency: 'EUR', columns: { Wer: 'partner', Was: '' }, values: { Messe: 'tradeShow' } };
    const text = 'Wer;Was;MDF paid;Start;Activity\nA;x;1.200;01/02/2025;Messe\n';
    const { portfolio: answer } = await read(text, { table });
    assert.equal(answer.total.funds.spent, 1200);
    assert.equal(answer.trend[0].quarter, '2025-Q1');
  });
});

describe('what is wrong is answered', () => {
  test('with the question, all of it at once', async () => {
    const errors = await refused('x', { today: '2025-02-30', campaigns: [], table: { text: 'x', decimal: ';' } });
    const paths = errors.map((error) => error.split(' ').slice(0, 2).join(' ')).sort();
    assert.deepEqual(paths, ['/campaigns unknownField', '/currency missing', '/table/decimal wrongType', '/table/text unknownField', '/today wrongType']);
    assert.match((await refused('x', { f() {} }))[0], /plain data/);
  });

  test('with the bytes', async () => {
    const latin = Buffer.from('Partner,Leads\nM\xfcller,5\n', 'latin1');
    assert.match((await refused(latin))[0], /not UTF-8/);
    assert.match((await refused(latin, terms, { encoding: 'klingon' }))[0], /no encoding klingon/);
    const { portfolio: answer } = await read(latin, {}, { encoding: 'windows-1252' });
    assert.equal(answer.groups.find((one) => one.dimension === 'partner').groups[0].key, 'Müller');
    assert.match((await refused(Buffer.from('PK\x03\x04rest')))[0], /workbook/);
    // Half a letter at the end.
    assert.match((await refused([bytes('Partner,Leads\nM'), new Uint8Array([0xc3])]))[0], /not UTF-8/);
  });

  test('with a source that is none', async () => {
    for (const source of [null, undefined, 5, {}, [5], [{}]]) assert.match((await refused(source))[0], /A table is text/);
  });

  test('with a table without a head, of which nothing more is read', async () => {
    let pulled = 0;
    async function* endless() {
      for (;;) {
        pulled += 1;
        yield 'a,b,c\n'.repeat(10_000);
      }
    }
    const { table } = await read(endless());
    assert.equal(table.problems[0].code, 'missing');
    assert.ok(pulled < 20);
  });
});

describe('a long table', () => {
  const ROWS = 200_000;
  const PARTNERS = 5000;
  /** The same rows for the same numbers; every thousandth is broken. */
  function* rows() {
    yield bytes(HEAD);
    for (let from = 0; from < ROWS; from += 1000) {
      let text = '';
      for (let at = from; at < from + 1000; at += 1) {
        const paid = at % 1000 === 999 ? 'x' : `"1,${String(at % 900).padStart(3, '0')}.50"`;
        text += `Partner ${(at * 7) % PARTNERS},Tier ${at % 3},webinar,2025-${String((at % 12) + 1).padStart(2, '0')}-15,${paid},${at % 5000}\r\n`;
      }
      yield bytes(text);
    }
  }
  const broken = ROWS / 1000;

  test('takes at most 16 MiB of WebAssembly, tells how far it is, and hands back what is left out', async () => {
    const told = [];
    const rejected = [];
    const { portfolio: answer, table } = await read(rows(), {}, {
      total: 5,
      onProgress: (progress) => told.push(progress),
      onRejected: (more) => rejected.push(...more),
    });
    assert.equal(answer.total.rows, ROWS - broken);
    // All rows of five of them are broken.
    assert.equal(answer.concentration.partners, PARTNERS - 5);
    assert.deepEqual([table.rejected, rejected.length], [broken, broken]);
    assert.deepEqual(Object.keys(rejected[0]), ['line', 'cells', 'problems']);
    assert.deepEqual([rejected[0].line, rejected[0].cells[4], rejected[0].problems[0].code], [1001, 'x', 'notANumber']);
    const last = told.at(-1);
    assert.deepEqual([last.rows, last.total], [ROWS, 5]);
    assert.ok(last.bytes > 10_000_000 && last.rowsPerSecond > 0);
    told.reduce((one, other) => (assert.ok(other.rows >= one.rows), other));
    const exports = await (await import(inPackage('engine_glue.js'))).default();
    const memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
    assert.ok(memory.buffer.byteLength <= 16 * 2 ** 20, `${memory.buffer.byteLength / 2 ** 20} MiB`);
  });

  test('is left off when its signal says so, and others work meanwhile', async () => {
    const control = new AbortController();
    let turns = 0;
    const beside = setInterval(() => (turns += 1), 0);
    let closed = false;
    function* watched() {
      try {
        yield* rows();
      } finally {
        closed = true;
      }
    }
    const onProgress = ({ rows: so }) => so > 20_000 && control.abort(new Error('enough'));
    await assert.rejects(readPortfolio(watched(), terms, { signal: control.signal, onProgress }), /enough/);
    clearInterval(beside);
    assert.ok(closed && turns > 0);
    await assert.rejects(readPortfolio('x', terms, { signal: AbortSignal.abort() }), { name: 'AbortError' });
    // Nothing is left that would disturb the next.
    assert.equal((await read(TABLE)).table.campaigns, 2);
  });

  test('options that are none are none, and others are told', async () => {
    assert.equal((await read(TABLE, {}, null)).table.campaigns, 2);
    const found = await readPortfolio(TABLE, terms, { onProgress: 5, onRejected: 'x', encoding: 7, signal: {} });
    assert.deepEqual(found.errors.map(({ path, code }) => `${path} ${code}`).sort(), [
      '/options/encoding wrongType', '/options/onProgress wrongType', '/options/onRejected wrongType', '/options/signal wrongType',
    ]);
  });

  test('of a short table all rows are told at its end', async () => {
    const told = [];
    const { table } = await read(TABLE, {}, { onProgress: (progress) => told.push(progress) });
    assert.equal(told.at(-1).rows, table.campaigns + table.rejected);
    assert.ok(told.at(-1).rows > 0);
  });

  test('UTF-16 is known by its mark however its bytes come, and named without it', async () => {
    const little = Buffer.from(TABLE.replace(/^\ufeff/, ''), 'utf16le');
    const big = Buffer.from(little).swap16();
    for (const [mark, whole, name] of [[[0xff, 0xfe], little, 'utf-16le'], [[0xfe, 0xff], big, 'utf-16be']]) {
      for (const size of [1, 2, 3, 63, 64, 65]) {
        const answer = await read(cut(Uint8Array.from([...mark, ...whole]), size));
        assert.equal(answer.table.campaigns, 2, `${name} in pieces of ${size}`);
      }
      assert.match((await refused(whole))[0], new RegExp(`UTF-16 without its mark.*${name}`));
      assert.equal((await read(whole, {}, { encoding: name })).table.campaigns, 2);
    }
    assert.equal((await read(cut(bytes(TABLE), 1))).table.campaigns, 2);
  });

  test('what a source or a callback throws is the caller’s', async () => {
    async function* bad() {
      yield HEAD;
      throw new RangeError('disk');
    }
    await assert.rejects(readPortfolio(bad(), terms), /disk/);
    const onRejected = () => {
      throw new TypeError('mine');
    };
    await assert.rejects(readPortfolio(TABLE, terms, { onRejected }), /mine/);
  });

  test('two are read at once', async () => {
    const [one, other] = await Promise.all([read(later(cut(TABLE, 5))), read(later(cut(TABLE.replace('D,', 'E,'), 3)))]);
    assert.notDeepEqual(one.portfolio.groups, other.portfolio.groups);
    assert.deepEqual(one.table, other.table);
  });
});
