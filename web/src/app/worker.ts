// Registers the service worker, which keeps the page itself for when there is no network. In a build only.
export function startWorker() {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  addEventListener('load', () => void navigator.serviceWorker.register('/service_worker.js').catch(() => undefined))
}
