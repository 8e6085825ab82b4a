/** Why a text is no document, for the person who opened it. */
export interface DocumentFault {
  readonly code: 'not-json' | 'not-a-document' | 'newer-format' | 'bad-document';
  readonly message: string;
}
