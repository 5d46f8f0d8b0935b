import { onBeforeUnmount, onMounted, ref } from 'vue'

/** The width in pixels of an element, so that what is drawn in it keeps the size of its text. */
export function useWidth(element, first) {
  const width = ref(first)
  const observer = typeof ResizeObserver === 'undefined'
    ? null
    : new ResizeObserver(([entry]) => (width.value = Math.max(240, entry.contentRect.width)))
  onMounted(() => observer?.observe(element.value))
  onBeforeUnmount(() => observer?.disconnect())
  return width
}
