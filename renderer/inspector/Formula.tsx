/** A formula as it is printed in books. Loaded when the first one is shown. */
import 'katex/dist/katex.min.css';
import katex from 'katex';
import { useEffect, useRef } from 'react';
import styles from './Inspector.module.css';

export function Formula({ source }: { source: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current) katex.render(source, place.current, { displayMode: true, throwOnError: false });
  }, [source]);
  return <div ref={place} className={styles.formula} />;
}
