/** SwiftShader, a Vulkan device in software that comes with Debian's chromium: slow, and enough to be right or wrong. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['/usr/lib/chromium', '/usr/lib/chromium-browser', '/opt/google/chrome'];
const DRIVER = 'vk_swiftshader_icd.json';

const folder = FOLDERS.find(
  (place) => existsSync(join(place, DRIVER)) && existsSync(join(place, 'libvulkan.so.1')),
);

/** What a process must be started with to see the device; undefined where there is none. */
export const softwareGpu = folder && {
  LD_LIBRARY_PATH: folder,
  VK_ICD_FILENAMES: join(folder, DRIVER),
};

/** For the name of a test that is skipped without it. */
export const softwareGpuReason = softwareGpu
  ? ''
  : ` (skipped: ${DRIVER} was found in none of ${FOLDERS.join(', ')})`;
