/**
 * What the interface may load and where it may connect, in a browser and in the desktop window alike: itself.
 * Styles may be inline, because the component library writes its theme into the page.
 */
export function contentSecurityPolicy(self = "'self'"): string {
  return [
    "default-src 'none'",
    `script-src ${self}`,
    `style-src ${self} 'unsafe-inline'`,
    `img-src ${self} data: blob:`,
    `font-src ${self} data:`,
    `connect-src ${self}`,
    `worker-src ${self} blob:`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
