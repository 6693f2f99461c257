// Registers the service worker, which caches the page for use offline. In a production build only.
export function registerServiceWorker() {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  addEventListener('load', () => void navigator.serviceWorker.register('/service_worker.js').catch(() => undefined))
}
