/** How long the view takes on its way, in milliseconds: no time where less motion is asked for. */
export function motion(duration: number): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : duration;
}
