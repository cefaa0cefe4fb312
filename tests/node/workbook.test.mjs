// Workbooks through both doors of the package: a plan out, any file in, and hostile ones.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { engine, plan, plainJson, samples } from './support.mjs';

const { calculate, workbook, readWorkbook, init } = engine;

/** The bytes of a plan's workbook. */
async function bytes(of, options) {
  const found = await workbook(of, options);
  assert.ok(found.ok, JSON.stringify(found.errors));
  assert.ok(found.answer instanceof Uint8Array);
  return found.answer;
}

async function sheets(of) {
  const found = await readWorkbook(of);
  assert.ok(found.ok, JSON.stringify(found.errors));
  plainJson(found);
  return found.answer.sheets;
}

/** What is wrong, as its code. */
async function code(of) {
  const found = await readWorkbook(of);
  assert.equal(found.ok, false);
  plainJson(found);
  return found.errors[0].code;
}

/** The cells of a table of text. */
function cells(text) {
  return text.split('\n').map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)].map(([, cell]) => cell.replace(/^"|"$/g, '').replaceAll('""', '"')));
}

const number = (cell) => (cell.endsWith('%') ? Number(cell.slice(0, -1)) / 100 : Number(cell));

/** An archive of parts, packed, as other programs write one. */
function archive(parts) {
  const pieces = [];
  const list = [];
  let at = 0;
  for (const [name, text] of Object.entries(parts)) {
    const [raw, title] = [Buffer.from(text), Buffer.from(name)];
    const data = deflateRawSync(raw);
    const head = Buffer.alloc(26);
    [20, 0, 8, 0, 0x21].forEach((value, index) => head.writeUInt16LE(value, index * 2));
    // Of what is refused before its end nobody asks for the check sum.
    head.writeUInt32LE(raw.length > 2 ** 27 ? 0 : crc(raw), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(raw.length, 18);
    head.writeUInt16LE(title.length, 22);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(at, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, title, data]);
    list.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), head, end, title]));
    pieces.push(local);
    at += local.length;
  }
  const central = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(list.length, 8);
  end.writeUInt16LE(list.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...pieces, central, end]));
}

function crc(buffer) {
  let sum = ~0;
  for (const byte of buffer) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}

/** A workbook with one sheet of these rows. */
const book = (rows) =>
  archive({
    '_rels/.rels': '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml': '<workbook><sheets><sheet name="A" sheetId="1" r:id="b"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="b" Type="x/worksheet" Target="worksheets/a.xml"/></Relationships>',
    'xl/worksheets/a.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
  });

describe('a workbook', () => {
  before(init);

  test('holds the figures of the report, and is read back', async () => {
    const all = await sheets(await bytes(samples.full, { created: '2025-03-31' }));
    assert.deepEqual(all.map(({ name }) => name), ['Result', 'Inputs', 'Model', 'Assumptions']);
    const { report } = calculate(samples.full);
    const model = cells(all[2].text);
    const row = model.find(([name]) => name === 'Co-marketing ROI');
    const [strategic, scale, total] = row.slice(4, 7).map(number);
    const near = (found, { value }) => assert.ok(Math.abs(found - value) <= 1e-12 * Math.abs(value), `${found} ${value}`);
    near(strategic, report.tiers[0].metrics.roi);
    near(scale, report.tiers[1].metrics.roi);
    near(total, report.total.metrics.roi);
    const spent = cells(all[1].text).find(([name, tier]) => name === 'MDF spent' && tier === 'Strategic');
    assert.deepEqual(spent.slice(2, 6), ['80000', 'USD', 'given', 'mdf_spent_Strategic']);
  });

  test('is the same for the same plan and day', async () => {
    const [one, other] = await Promise.all([bytes(samples.full), bytes(samples.full)]);
    assert.deepEqual(one, other);
  });

  test('names that begin like a formula are text', async () => {
    const name = '=HYPERLINK("http://x")';
    const all = await sheets(await bytes(plan({ name, mdfSpent: 5 })));
    assert.ok(cells(all[1].text).some(([, tier, value]) => tier === name && value === '5'));
  });

  test('answers what is wrong with plan and options', async () => {
    const said = async (...given) => (await workbook(...given)).errors.map(({ path, code: of }) => `${path} ${of}`);
    assert.deepEqual(await said({ version: 1 }), (calculate({ version: 1 }).errors ?? []).map(({ path, code: of }) => `${path} ${of}`));
    assert.deepEqual(await said(plan(), { created: 'today', x: 1 }), ['/options/created wrongType', '/options/x unknownField']);
    assert.deepEqual(await said(plan({ mdfSpent: 1 }, { costsWithheld: true })), ['/costsWithheld contradiction']);
  });
});

describe('a file that is no workbook of ours', () => {
  test('is read without the engine', async () => {
    const rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>a, "b"</t></is></c><c r="B1"><v>0.1</v></c></row>';
    const [sheet] = await sheets(book(rows));
    assert.deepEqual(sheet, { name: 'A', hidden: false, text: '"a, ""b""",0.1', rows: 1, columns: 2, hiddenRows: [], merged: [] });
    assert.equal((await sheets(book(rows).buffer)).length, 1);
  });

  test('is refused with a reason when it cannot be read', async () => {
    const whole = book('<row r="1"><c r="A1"><v>1</v></c></row>');
    assert.equal(await code(whole.slice(0, whole.length - 30)), 'broken');
    assert.equal(await code(new TextEncoder().encode('name,mdf')), 'notAWorkbook');
    assert.equal(await code(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0)), 'oldFormat');
    assert.equal(await code(new Uint8Array(17 * 2 ** 20)), 'tooLarge');
    for (const odd of [null, 'text', 7, {}, [80, 75]]) assert.equal(await code(odd), 'wrongType');
  });

  test('may be a bomb', async () => {
    const bomb = book(' '.repeat(300 * 2 ** 20));
    assert.ok(bomb.length < 2 ** 20);
    assert.equal(await code(bomb), 'unpacksTooLarge');
    // And the reader lives on.
    assert.equal((await sheets(book('')))[0].rows, 0);
  });

  test('may have a million empty rows, and not as many with something in them', async () => {
    const empty = Array.from({ length: 1e6 }, (_, at) => `<row r="${at + 1}"/>`).join('');
    assert.equal((await sheets(book(empty)))[0].rows, 0);
    assert.equal(await code(book('<row r="100001"><c r="A100001"><v>1</v></c></row>')), 'tooManyRows');
  });
});
