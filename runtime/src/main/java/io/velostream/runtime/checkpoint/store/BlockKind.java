package io.velostream.runtime.checkpoint.store;

/// What a block of a checkpoint file holds. The codes stay for ever.
enum BlockKind {
  GENERATION(1),
  MANIFEST(2),
  STATE(3),
  OUTPUT(4);

  private final int code;

  BlockKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
