/** A log of one line. */
export const LINE =
  '2026-11-24 01:48:07.529 7 INFO nova.compute.manager [None req-1 - - - - -] Took 1.00 seconds for pre_live_migration';
/** The same as xz and bzip2 pack it, in base64: Node writes neither. */
export const XZ =
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ABzAGxdABkMApKyqWYUhWf6nswAZoAXe82qDZUIoVkHvGqs14PY8Arf7jXupNRg0Zn+Y+CKsyN4+0Xeh5p95YA1KMVdH0NA0EOhdJPMixNK16YQ/3rgxFSzUrVGYc7FazCbzn3vfpGGSA926Au+zWMAAAD+piR+ydJfOgABiAF0AAAAE1yL6LHEZ/sCAAAAAARZWg==';
export const BZIP2 =
  'QlpoOTFBWSZTWQofDFcAABPfgAAQQAN38AEhhAqvr/8AIAB0Ip6TEZGQBoaAZMQij0TaQNDE9QABoN1JAF6spPuBjpUwAg5iI5syJqnG2VIqeI2kSxKR6DTqfVu04KsCTXstMUIlPsRyWPqp+g5YkCgQpF6BxfC6hV4IsiaIyWU6/xdyRThQkAofDFc=';
