/**
 * The few globals that core may use beyond ECMAScript: they exist, with the same meaning, in browsers,
 * workers, Node and Electron. Clock, log and random source are passed in instead.
 */
declare function structuredClone<T>(value: T): T;

declare class TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: ArrayBufferView | ArrayBuffer): string;
}
