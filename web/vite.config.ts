// Build and tests of the page. All scripts and styles are files with hashed names: the content security policy of the
// server blocks inline ones.
import react from '@vitejs/plugin-react'
import {defineConfig} from 'vitest/config'

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    target: 'es2022',
    cssTarget: ['chrome123', 'safari17.5', 'firefox120'], // the first versions with light-dark()
    assetsInlineLimit: 0,
    modulePreload: {polyfill: false},
    chunkSizeWarningLimit: 1600, // Plotly, loaded with the first chart
    reportCompressedSize: false,
  },
  server: {proxy: {'/api': process.env.SKIN2VEC_URL ?? 'http://127.0.0.1:8080'}},
  test: {environment: 'jsdom', include: ['src/**/*.test.{ts,tsx}'], setupFiles: ['src/shared/test/setup.ts']},
})
