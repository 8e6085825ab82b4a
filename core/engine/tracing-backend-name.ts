/** The name under which the tracing backend is registered with TensorFlow.js. */
export const TRACING_BACKEND = 'layerloom';
