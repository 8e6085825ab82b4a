/** What an edit has to say for itself: that it was refused, that something gave way to it, or what it changed too. */
export interface Remark {
  readonly kind: 'refused' | 'replaced' | 'fitted' | 'inserted';
  readonly message: string;
  /** Takes the edit back and branches off instead. */
  readonly branch?: () => void;
}
