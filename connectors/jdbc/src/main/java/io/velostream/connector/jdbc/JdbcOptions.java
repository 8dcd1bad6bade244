package io.velostream.connector.jdbc;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import java.util.List;

/// The options of a table in a database, named as in Flink where Flink has them.
///
/// @param url where the database is
/// @param table its table, perhaps `schema.table`
/// @param maxRows how many rows are sent in one go
/// @param commitNanos how often a run without checkpoints commits; 0 for once, at its end
/// @param exactlyOnce whether the database keeps a record of what was committed
/// @param fetchRows how many rows are fetched in one go
record JdbcOptions(
    String url, String table, int maxRows, long commitNanos, boolean exactlyOnce, int fetchRows) {
  static final String URL = "url";
  static final String TABLE = "table-name";
  static final String USER = "username";
  static final String PASSWORD = "password";
  static final String DRIVER = "driver";
  private static final String MAX_ROWS = "sink.buffer-flush.max-rows";
  private static final String INTERVAL = "sink.buffer-flush.interval";
  private static final String GUARANTEE = "sink.delivery-guarantee";
  private static final String EXACTLY_ONCE = "exactly-once";
  private static final String FETCH_ROWS = "scan.fetch-size";

  static List<OptionSpec> specs() {
    return List.of(
        OptionSpec.required(URL, "where the database is, such as jdbc:postgresql://host/database"),
        OptionSpec.required(TABLE, "the table in the database, perhaps with its schema"),
        OptionSpec.optional(USER, "who signs in; '${env:NAME}' stands for an environment variable"),
        OptionSpec.optional(
            PASSWORD, "the password, best as '${env:NAME}' or '${file:PATH}'; it is never shown"),
        OptionSpec.optional(DRIVER, "the class of the driver, if it is not found by itself"),
        OptionSpec.withDefault(MAX_ROWS, "1000", "how many rows are sent in one go"),
        OptionSpec.withDefault(
            INTERVAL,
            "0 s",
            "without checkpoints: how often rows are committed; 0 commits all at the end"),
        OptionSpec.withDefault(
                GUARANTEE,
                EXACTLY_ONCE,
                "with checkpoints: exactly-once keeps a record in the table velostream_progress")
            .oneOf(EXACTLY_ONCE, "at-least-once"),
        OptionSpec.withDefault(FETCH_ROWS, "1000", "reading: how many rows are fetched in one go"));
  }

  /// @throws UserException INVALID_OPTION
  static JdbcOptions of(Options options) {
    return new JdbcOptions(
        options.get(URL),
        options.get(TABLE),
        positive(options, MAX_ROWS),
        options.getNanos(INTERVAL),
        options.get(GUARANTEE).equals(EXACTLY_ONCE),
        positive(options, FETCH_ROWS));
  }

  private static int positive(Options options, String name) {
    long value = options.getLong(name);
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw new UserException(
              ErrorCode.INVALID_OPTION, "the option '" + name + "' must be 1 or more")
          .about(name);
    }
    return (int) value;
  }
}
