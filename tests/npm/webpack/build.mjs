// webpack with what it does by itself, and no setting for the package.
import { copyFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import webpack from 'webpack';

// How large a site may be is its own business.
const compiler = webpack({ mode: 'production', entry: './src/main.js', performance: false });
const stats = await promisify(compiler.run.bind(compiler))();
console.log(stats.toString({ modules: false }));
// A warning is a file that was not found or not understood.
if (stats.hasErrors() || stats.hasWarnings()) process.exitCode = 1;
await copyFile('index.html', 'dist/index.html');
