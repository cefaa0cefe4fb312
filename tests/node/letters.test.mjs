// The text of a file that a visitor opens: which letters it has, how sure that is, and what is no text.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

const folder = process.env.DIST_DIR;
const source = folder ? pathToFileURL(join(folder, 'letters.js')) : new URL('../../src/embed/letters.js', import.meta.url);
const script = Buffer.from(await readFile(source, 'utf8')).toString('base64');
const { ENCODINGS, partsOf, textOf } = await import(`data:text/javascript;base64,${script}`);

const of = (...bytes) => textOf(Uint8Array.from(bytes).buffer);
const wide = (text, bigEndian) => {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  [...text].forEach((_, at) => view.setUint16(at * 2, text.charCodeAt(at), !bigEndian));
  return view.buffer;
};
/**
 * Bytes of a text in an encoding of one byte a letter: the table that the platform reads, turned. (Node of before 23 reads 80 to 9F of
 * Windows-1252 as control signs, so those are looked at in a browser: tests/browser/hostdata.rs.)
 */
const narrow = (encoding, text) => {
  const all = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, at) => at));
  return Uint8Array.from([...text], (letter) => {
    const at = letter < '\x80' ? letter.charCodeAt(0) : [...all].indexOf(letter);
    assert.ok(at >= 0, `${letter} is in ${encoding}`);
    return at;
  }).buffer;
};

describe('a file', () => {
  test('is read by the encoding that it certainly has', () => {
    assert.deepEqual(textOf(new TextEncoder().encode('Süd;1').buffer), { text: 'Süd;1' });
    assert.deepEqual(of(0xef, 0xbb, 0xbf, 0x41), { text: 'A' });
    assert.deepEqual(textOf(new TextEncoder().encode('Gro\u0308ße').buffer), { text: 'Größe' }, 'letters in two parts');
    for (const text of ['\uFEFFSüd', 'Süd;12\r\nGrad;5\r\n', 'Золото\t240\r\n', 'Tier\tLeads\n']) {
      assert.deepEqual(textOf(wide(text, false)), { text: text.replace('\uFEFF', '') });
      assert.deepEqual(textOf(wide(text, true)), { text: text.replace('\uFEFF', '') });
    }
    assert.deepEqual(of(), { text: '' });
  });

  test('of other letters is guessed by its words, and can be read otherwise', () => {
    for (const [encoding, language, text] of [
      ['windows-1252', 'en', 'Stufe;Leads\r\nGröße S;240\r\nMünchen;120\r\n'],
      ['windows-1252', 'de', 'Süd;1\nÄrzte;2\nSTRASSE GRÜN;3\n'],
      ['windows-1252', 'fr', 'Société générale;1\nForêt à Évry;2\nÎle;3\n'],
      ['windows-1252', 'es', 'España;1\nCamión;2\n¿Qué?;3\n'],
      ['macintosh', 'de', 'Stufe;Leads\rGröße S;240\rMünchen;120\r'],
      ['macintosh', 'en', 'Köln;1\nMünchen;2\nÄrzte;3\n'],
      ['macintosh', 'fr', 'Société générale;1\nForêt;2\n'],
      ['windows-1250', 'pl', 'Złoty;1\nŚrebrny żółty;2\n'],
      ['windows-1250', 'cs', 'Zlatý;1\nStříbrný;2\nPříští úroveň;3\n'],
      ['windows-1251', 'ru', 'Золото;1\nСеребро;2\n'],
      ['windows-1251', 'en', 'Золото;1\nСеребро;2\n'],
      ['windows-1253', 'el', 'Χρυσός;1\nΑργυρός;2\n'],
      ['windows-1254', 'tr', 'Altın;1\nGümüş;2\nŞehir;3\n'],
    ]) {
      const bytes = narrow(encoding, text);
      const found = textOf(bytes, language);
      assert.equal(found.text, text, `${encoding} on a page in ${language} is taken for ${found.letters}`);
      assert.ok(found.encodings.includes(found.letters));
      assert.deepEqual(textOf(bytes, 'en', encoding), { text, letters: encoding, encodings: ENCODINGS });
    }
    assert.equal(
      textOf(Uint8Array.from([0x83, 0x53, 0x81, 0x5b, 0x83, 0x8b, 0x83, 0x68, 0x2c, 0x31]).buffer, 'ja').text,
      'ゴールド,1',
    );
  });

  test('of every encoding that is offered can be read', () => {
    for (const encoding of ENCODINGS) assert.doesNotThrow(() => new TextDecoder(encoding), encoding);
  });

  test('that is no text is named', () => {
    assert.deepEqual(of(0x50, 0x4b, 3, 4, 20), { wrong: 'excel' });
    assert.deepEqual(of(0xd0, 0xcf, 0x11, 0xe0), { wrong: 'excel' });
    assert.deepEqual(of(0x89, 0x50, 0x4e, 0x47), { wrong: 'binary' });
    assert.deepEqual(of(0x25, 0x50, 0x44, 0x46), { wrong: 'binary' });
    assert.deepEqual(of(0x41, 0, 0x42), { wrong: 'binary' });
    assert.deepEqual(of(0, 1, 2, 3), { wrong: 'binary' });
    assert.deepEqual(of(0x41, 1, 0x42), { wrong: 'binary' });
    assert.deepEqual(of(0xff, 0xfe, 0x00, 0xd8), { wrong: 'unreadable' }, 'half a letter');
  });

  test('of the tables of the world is read as it was written', async () => {
    const tables = new URL('../tables/', import.meta.url);
    const expected = JSON.parse(await readFile(new URL('expected.json', tables), 'utf8'));
    const some = expected.filter(({ text }) => text !== undefined);
    assert.ok(some.length >= 3);
    for (const { file, text, locale, letters } of some) {
      const bytes = await readFile(new URL(file, tables));
      const found = textOf(Uint8Array.from(bytes).buffer, locale ?? 'en');
      assert.equal(found.text, text, file);
      assert.equal(found.letters, letters, file);
    }
  });
});

describe('a long file', () => {
  const lines = (line, end = '\r\n') => Array.from({ length: 20_000 }, (_, at) => `${line};${at}`).join(end);
  const joined = async (buffer, chosen) => {
    let turns = 0;
    const { parts, ...found } = await partsOf(buffer, 'de', chosen, async () => void turns++);
    return { found: parts ? { text: parts.join(''), ...found } : found, parts: parts?.length, turns };
  };

  test('is read in parts like a short one', async () => {
    for (const line of ['Joint campaign', 'Gr\u00f6\u00dfe, \u6771\u4eac', 'Gro\u0308\u00dfe']) {
      for (const end of ['\r\n', '\n', '\r']) {
        const { buffer } = new TextEncoder().encode(`\ufeff${lines(line, end)}`);
        const { found, parts, turns } = await joined(buffer);
        assert.deepEqual(found, textOf(buffer, 'de'));
        assert.ok(parts > 2 && turns === parts);
      }
    }
    assert.deepEqual((await joined(wide(lines('S\u00fcd'), false))).found, { text: lines('S\u00fcd') });
  });

  test('is read by letters that are guessed from the line that tells them, and by others that are said', async () => {
    const buffer = narrow('windows-1250', `${lines('Plain')}\r\n${lines('Gr\u00f6\u00dfe M\u00fcnchen')}`);
    const { found } = await joined(buffer);
    assert.deepEqual([found.letters, found.text], ['windows-1252', textOf(buffer, 'de').text]);
    assert.deepEqual(found.encodings, ENCODINGS);
    const chosen = await joined(buffer, 'macintosh');
    assert.deepEqual(chosen.found, textOf(buffer, 'de', 'macintosh'));
  });

  test('that is no text is refused', async () => {
    const bytes = new TextEncoder().encode(lines('x'));
    bytes[150_000] = 7;
    assert.equal((await joined(bytes.buffer)).found.wrong, 'binary');
    bytes.fill(0, 150_000, 150_002);
    assert.equal((await joined(bytes.buffer)).found.wrong, 'binary');
  });
});
