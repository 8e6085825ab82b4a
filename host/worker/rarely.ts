/** Progress comes with every sample, and people read no faster than this. */
const TELL_EVERY_MS = 100;

/** Tells how far something has come now and then, and when it is done. */
export function rarely(tell: (done: number, total: number) => void): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    if (Date.now() - told < TELL_EVERY_MS && done < total) return;
    told = Date.now();
    tell(done, total);
  };
}
