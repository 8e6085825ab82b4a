/** The backend under test, registered before the tests are read: they are written once for each environment. */
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import { setTestEnvs } from '@tensorflow/tfjs-core/dist/jasmine_util';
import { tracingBackend } from '../../core/engine/tracing-backend.ts';
import { TRACING_BACKEND } from '../../core/engine/tracing-backend-name.ts';
import { createOrtRuntime } from '../../host/engine/ort-runtime.ts';

tracingBackend(tf, createOrtRuntime({ threads: 1 }));
setTestEnvs([{ name: TRACING_BACKEND, backendName: TRACING_BACKEND, isDataSync: false }]);
