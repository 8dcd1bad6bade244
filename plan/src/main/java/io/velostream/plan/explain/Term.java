package io.velostream.plan.explain;

/// Text of an expression, and how tightly its outermost operator binds.
record Term(String text, int strength) {
  static final int OR = 1;
  static final int AND = 2;
  static final int NOT = 3;
  static final int COMPARISON = 4;
  static final int SUM = 5;
  static final int PRODUCT = 6;
  static final int SIGN = 7;
  static final int ATOM = 8;

  /// Text that never needs parentheses.
  static Term atom(String text) {
    return new Term(text, ATOM);
  }

  /// The text as an operand of an operator that takes operands of that strength or more.
  String within(int least) {
    return strength < least ? "(" + text + ")" : text;
  }
}
