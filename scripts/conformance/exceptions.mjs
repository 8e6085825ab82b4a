/**
 * Cases of TensorFlow.js's suite that the engine does not answer for, by a part of their name, with the reason.
 * An exception counts only for a case that fails; one that no failing case needs any more is reported.
 *
 * @type {readonly { readonly reason: string, readonly cases: readonly string[] }[]}
 */
export const EXCEPTIONS = [];
