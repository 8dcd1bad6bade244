package io.velostream.conformance.oracle;

import java.util.List;

/// How the keys of a GROUP BY make groups.
enum Grouping {
  PLAIN,
  ROLLUP,
  CUBE,
  /// All keys, the last one, none.
  SETS;

  /// What stands behind GROUP BY.
  String clause(List<String> keys) {
    String all = String.join(", ", keys);
    return switch (this) {
      case PLAIN -> all;
      case ROLLUP -> "ROLLUP (" + all + ")";
      case CUBE -> "CUBE (" + all + ")";
      case SETS ->
          keys.size() == 1
              ? "GROUPING SETS ((" + all + "), ())"
              : "GROUPING SETS ((" + all + "), (" + keys.getLast() + "), ())";
    };
  }
}
