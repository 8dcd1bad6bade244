package io.velostream.connector.formats;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;

/// The option `json.timestamp-format` or `csv.timestamp-format`.
///
/// When reading, text is always taken as ISO or SQL, whichever it is; the format says what a bare
/// number counts. When writing, `AUTO` is `SQL`.
public enum TimestampFormat {
  /// Text, or a number of milliseconds since the epoch.
  AUTO("auto", 1_000, true),
  /// `2024-01-15 12:00:00.123`; numbers are refused.
  SQL("sql", 0, true),
  /// `2024-01-15T12:00:00.123Z`; numbers are refused.
  ISO("iso", 0, true),
  /// A number of seconds since the epoch.
  EPOCH_SECONDS("epoch-seconds", 1_000_000, false),
  /// A number of milliseconds since the epoch.
  EPOCH_MILLIS("epoch-millis", 1_000, false),
  /// A number of microseconds since the epoch.
  EPOCH_MICROS("epoch-micros", 1, false);

  private final String option;
  private final long microsPerUnit;
  private final boolean text;

  TimestampFormat(String option, long microsPerUnit, boolean text) {
    this.option = option;
    this.microsPerUnit = microsPerUnit;
    this.text = text;
  }

  /// The value of the option.
  public String option() {
    return option;
  }

  /// Microseconds that a bare number counts in, or 0 when numbers are refused.
  public long microsPerUnit() {
    return microsPerUnit;
  }

  /// Whether it is written as text.
  public boolean isText() {
    return text;
  }

  /// The format that an option names.
  ///
  /// @throws UserException INVALID_OPTION when there is none
  public static TimestampFormat of(String option) {
    for (TimestampFormat format : values()) {
      if (format.option.equalsIgnoreCase(option)) {
        return format;
      }
    }
    throw new UserException(
        ErrorCode.INVALID_OPTION, "there is no timestamp format '" + option + "'");
  }

  static String[] options() {
    String[] options = new String[values().length];
    for (int i = 0; i < options.length; i++) {
      options[i] = values()[i].option;
    }
    return options;
  }
}
