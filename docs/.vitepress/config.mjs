import { defineConfig } from 'vitepress'
export default defineConfig({
  title: 'hypersimplex',
  srcDir: '..',
  srcExclude: ['**/target/**', '**/node_modules/**', '!**'],
  cacheDir: '.vitepress/cache',
})
