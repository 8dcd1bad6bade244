package io.velostream.runtime.checkpoint.store;

/// What a block of a checkpoint file holds. The codes stay for ever.
enum BlockKind {
  GENERATION(1),
  STATE(3),

  /// 2 was that of a manifest that named one file with all state of a pipeline.
  MANIFEST(4),
  OUTPUT(5);

  private final int code;

  BlockKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
