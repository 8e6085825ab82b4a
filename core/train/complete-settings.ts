import type { Parameters, ParamsOf } from '../layers/parameter.ts';

/** All values of a set of parameters: those that the settings leave out are the defaults. */
export function completeSettings<P extends Parameters>(parameters: P, settings: object): ParamsOf<P> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [
      name,
      Reflect.get(settings, name) ?? parameter.default,
    ]),
  ) as ParamsOf<P>;
}
