import { defineConfig } from 'vite';

export default defineConfig({
  // React as its developers meet it: StrictMode runs twice what should run once, and mistakes are told.
  define: { 'process.env.NODE_ENV': '"development"' },
  build: { rolldownOptions: { input: ['index.html', 'react.html'] } },
});
