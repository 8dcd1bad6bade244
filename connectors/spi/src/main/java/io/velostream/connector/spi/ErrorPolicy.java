package io.velostream.connector.spi;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What becomes of a row that is at fault: one that is read and does not decode, or one that a sink
/// refuses. Every table with a connector has the options for it.
public enum ErrorPolicy {
  /// The statement ends with an error that names the row.
  FAIL("fail"),
  /// The row is left out, counted, and shown in `$errors`.
  SKIP("skip"),
  /// The same, and it is written to another table, exactly once if the statement's output is.
  DEAD_LETTER("dead-letter");

  /// The option that says which.
  public static final String OPTION = "error.policy";

  /// The option that says where dead letters go: a table, or the path of a file.
  public static final String TARGET = "error.dead-letter";

  private final String text;

  ErrorPolicy(String text) {
    this.text = text;
  }

  static List<OptionSpec> specs() {
    return List.of(
        OptionSpec.optional(
                OPTION, "rows at fault: fail, skip, or dead-letter, which writes them elsewhere")
            .oneOf(FAIL.text, SKIP.text, DEAD_LETTER.text),
        OptionSpec.optional(TARGET, "the table, or the path of a file, that takes dead letters"));
  }

  /// The policy of a table; nothing when it has none of its own: then rows that are read are
  /// skipped, and those that a sink refuses fail.
  ///
  /// @param options as given, letter case of the value included
  /// @throws UserException INVALID_OPTION when there is no such policy, or it lacks its target
  public static Optional<ErrorPolicy> of(Map<String, String> options) {
    Map<String, String> checked =
        OptionChecker.check("a table", specs(), OptionChecker.among(specs(), options)).values();
    String wanted = checked.get(OPTION);
    String target = checked.get(TARGET);
    if (DEAD_LETTER.text.equals(wanted) != (target != null)) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              target == null
                  ? "the option '" + TARGET + "' is missing: nobody takes the dead letters"
                  : "the option '" + TARGET + "' is of use with '" + OPTION + "' = 'dead-letter'")
          .about(target == null ? OPTION : TARGET);
    }
    for (ErrorPolicy policy : values()) {
      if (policy.text.equals(wanted)) {
        return Optional.of(policy);
      }
    }
    return Optional.empty();
  }
}
