package io.velostream.conformance.quidem;

/// What came of a query.
///
/// @param fault what is wrong with its answer; empty if nothing is
/// @param fewerDigits whether the script has fewer digits of a number than the answer
record Verdict(String fault, boolean fewerDigits) {
  /// The answer of the script.
  static final Verdict SAME = new Verdict("", false);

  /// The answer of the script but for digits that it does not print.
  static final Verdict SAME_DIGITS = new Verdict("", true);

  /// Another answer, or none.
  static Verdict fault(String fault) {
    return new Verdict(fault, false);
  }

  /// Whether nothing is wrong.
  boolean passes() {
    return fault.isEmpty();
  }
}
