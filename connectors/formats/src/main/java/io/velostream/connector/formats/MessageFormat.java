package io.velostream.connector.formats;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import java.util.List;
import java.util.Set;

/// How rows lie in messages, whose borders their transport knows. Text formats are built in, others
/// are found by ServiceLoader (see [MessageFormats]); a format has no state, and loads nothing
/// before it is used.
public interface MessageFormat {
  /// The value of the option that selects it.
  String name();

  /// Whether messages are changes, so that they can take rows back.
  default boolean isChangelog() {
    return false;
  }

  /// The name of the format that keys have where nothing says it, and values have this one.
  default String ofKeys() {
    return name();
  }

  /// The options that a table of this format may have, besides those of its connector.
  ///
  /// @param given the names of those that it has, not checked
  List<OptionSpec> options(Set<String> given);

  /// Checks whether options and columns go together, without looking at anything else.
  ///
  /// @param part what has the columns, for messages: the key or the value
  /// @throws UserException when they do not
  default void check(Schema schema, Options options, String part) {}

  /// A reader.
  ///
  /// @throws UserException when options and columns do not go together
  MessageReader reader(DecodeRequest request, MessageUse use);

  /// An encoder.
  ///
  /// @param changelog whether rows may be retractions
  /// @throws UserException when options and columns do not go together
  MessageEncoder encoder(Schema schema, Options options, boolean changelog, MessageUse use);

  /// Refuses changes where messages do not tell whether rows come or go.
  ///
  /// @throws UserException INVALID_OPTION
  static void requireInsertions(boolean changelog, String format) {
    if (changelog) {
      throw new UserException(
              ErrorCode.INVALID_OPTION,
              "rows that change later cannot be written in the format '" + format + "'")
          .hint(
              "use a format of changes, such as 'debezium-json', or a connector that replaces rows"
                  + " by key");
    }
  }
}
