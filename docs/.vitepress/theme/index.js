import DefaultTheme from 'vitepress/theme'
import '../../figures/figures.css'
import Api from './Api.vue'
import Demo from './demo/Demo.vue'
import './style.css'

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('Api', Api).component('Demo', Demo)
  },
}
