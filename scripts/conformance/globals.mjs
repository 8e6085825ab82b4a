/** TensorFlow.js's tests expect `describe`, `it` and `expect` as globals: this module must come before them. */
import jasmineCore from 'jasmine-core';

export const jasmine = jasmineCore.boot();
