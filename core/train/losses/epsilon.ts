/** Keras's smallest number: no logarithm is taken of less, and nothing is divided by less. */
export const EPSILON = 1e-7;
