/** The sign of Layerloom: three warp threads and the weft that runs through them. */
export function Logo({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6" fill="var(--accent)" />
      <path
        d="M7 6v12M12 6v12M17 6v12M5 9.5h5M9.5 14.5h5M14 9.5h5"
        stroke="var(--on-accent)"
        strokeWidth="1.8"
        strokeLinecap="round"
        fill="none"
      />
    </svg>
  );
}
