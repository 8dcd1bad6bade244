package io.velostream.conformance.oracle;

/// The EMIT clause of a question.
enum Emit {
  CHANGES(" EMIT CHANGES"),
  FINAL(" EMIT FINAL"),
  /// None: rows come out when they are ready, all of them by the end.
  DEFAULT("");

  private final String clause;

  Emit(String clause) {
    this.clause = clause;
  }

  String clause() {
    return clause;
  }

  /// Whether the answer must be right after every prefix, not only at the end.
  boolean answersPrefixes() {
    return this == CHANGES;
  }
}
