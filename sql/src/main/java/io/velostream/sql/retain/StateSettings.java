package io.velostream.sql.retain;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.plan.JoinState;
import io.velostream.sql.Durations;
import java.util.Map;
import java.util.OptionalLong;

/// The settings about state that no watermark lets go.
///
/// @param lifetimeMicros how long what is made of tables without an option of their own is
///   remembered; 0 for ever
/// @param joinRows how many rows of each input a join keeps; 0 for any number
/// @param onLimit what becomes of a join that keeps more
public record StateSettings(long lifetimeMicros, long joinRows, JoinState.OnLimit onLimit) {
  /// The setting for [#lifetimeMicros], and the option of a table.
  public static final String LIFETIME = "state.ttl";

  /// The setting for [#joinRows].
  public static final String JOIN_ROWS = "join.state.max-rows";

  /// The setting for [#onLimit].
  public static final String ON_LIMIT = "join.state.on-limit";

  /// Everything is remembered.
  public static final StateSettings DEFAULT = new StateSettings(0, 0, JoinState.OnLimit.FAIL);

  /// Those among `values`; defaults for those not given.
  ///
  /// @throws UserException for a value that a setting cannot have
  public static StateSettings of(Map<String, String> values) {
    return new StateSettings(
        Durations.micros(LIFETIME, values.getOrDefault(LIFETIME, "0 s")),
        rows(values.getOrDefault(JOIN_ROWS, "0")),
        onLimit(values.getOrDefault(ON_LIMIT, "fail")));
  }

  /// [#joinRows] where there is a limit.
  OptionalLong limit() {
    return joinRows == 0 ? OptionalLong.empty() : OptionalLong.of(joinRows);
  }

  private static long rows(String text) {
    try {
      long rows = Long.parseLong(text.strip());
      if (rows >= 0) {
        return rows;
      }
    } catch (NumberFormatException _) {
      // the message below says what is wanted
    }
    throw new UserException(
        ErrorCode.INVALID_OPTION,
        "the setting '%s' must be a number of rows, or 0 for any, not '%s'"
            .formatted(JOIN_ROWS, text));
  }

  private static JoinState.OnLimit onLimit(String text) {
    return switch (text.strip()) {
      case "fail" -> JoinState.OnLimit.FAIL;
      case "evict-oldest" -> JoinState.OnLimit.EVICT_OLDEST;
      default ->
          throw new UserException(
              ErrorCode.INVALID_OPTION,
              "the setting '%s' must be fail or evict-oldest, not '%s'".formatted(ON_LIMIT, text));
    };
  }
}
