// What the scripts meet that is not in this folder: files that the build writes beside them, and Node.
declare module '*/engine_glue.js';
declare module '*/workbook_glue.js';
declare module '*/page-text.js';
declare module '*/embed.js';
declare module 'node:fs';
declare module 'node:fs/promises';
declare var process: any;
