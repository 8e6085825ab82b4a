/** What all parts of a picture share. */
import { createContext, useContext } from 'react';
import type { Colours } from './colours.ts';
import type { Measure } from './fit-text.ts';

export interface PictureTools {
  readonly colours: Colours;
  readonly measure: Measure;
}

const PictureContext = createContext<PictureTools | undefined>(undefined);

export const PictureProvider = PictureContext.Provider;

export function usePicture(): PictureTools {
  const tools = useContext(PictureContext);
  if (!tools) throw new Error('usePicture is used outside of a picture.');
  return tools;
}
