// The text of a file that a visitor opens: which letters it has, and what is no text.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

const folder = process.env.DIST_DIR;
const source = folder ? pathToFileURL(join(folder, 'import.js')) : new URL('../../src/embed/import.js', import.meta.url);
const script = Buffer.from(await readFile(source, 'utf8')).toString('base64');
const { textOf } = await import(`data:text/javascript;base64,${script}`);

const of = (...bytes) => textOf(Uint8Array.from(bytes).buffer);
const encoded = (text, bigEndian) => {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  [...text].forEach((_, at) => view.setUint16(at * 2, text.charCodeAt(at), !bigEndian));
  return view.buffer;
};

describe('a file', () => {
  test('is read by the encoding that it has', () => {
    assert.deepEqual(textOf(new TextEncoder().encode('Süd;1').buffer), { text: 'Süd;1' });
    assert.deepEqual(of(0xef, 0xbb, 0xbf, 0x41), { text: 'A' });
    assert.deepEqual(of(0x53, 0xfc, 0x64), { text: 'Süd' });
    assert.deepEqual(textOf(encoded('\uFEFFSüd', false)), { text: 'Süd' });
    assert.deepEqual(textOf(encoded('\uFEFFSüd', true)), { text: 'Süd' });
    assert.deepEqual(of(), { text: '' });
  });

  test('that is no text is named', () => {
    assert.deepEqual(of(0x50, 0x4b, 3, 4, 20), { wrong: 'excel' });
    assert.deepEqual(of(0xd0, 0xcf, 0x11, 0xe0), { wrong: 'excel' });
    assert.deepEqual(of(0x89, 0x50, 0x4e, 0x47), { wrong: 'binary' });
    assert.deepEqual(of(0x25, 0x50, 0x44, 0x46), { wrong: 'binary' });
    assert.deepEqual(of(0x41, 0, 0x42), { wrong: 'binary' });
    assert.deepEqual(textOf(new ArrayBuffer(1024 * 1024 + 1)), { wrong: 'large' });
    assert.deepEqual(textOf(new Uint8Array(1024 * 1024).fill(65).buffer), { text: 'A'.repeat(1024 * 1024) });
    assert.deepEqual(of(0xff, 0xfe, 0x00, 0xd8), { wrong: 'unreadable' }, 'half a letter');
  });
});
