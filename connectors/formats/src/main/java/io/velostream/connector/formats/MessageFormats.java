package io.velostream.connector.formats;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/// The formats of messages by name: the one place where they are found.
public final class MessageFormats {
  private static final List<MessageFormat> ALL = load();

  private MessageFormats() {}

  private static List<MessageFormat> load() {
    List<MessageFormat> formats = new ArrayList<>();
    Formats.MESSAGES.forEach(name -> formats.add(new TextMessages(name)));
    formats.add(new RegisteredJson());
    ServiceLoader.load(MessageFormat.class, MessageFormats.class.getClassLoader())
        .forEach(formats::add);
    return List.copyOf(formats);
  }

  /// The names of all.
  public static List<String> names() {
    return ALL.stream().map(MessageFormat::name).toList();
  }

  /// The format of a name; letter case does not count.
  public static Optional<MessageFormat> find(String name) {
    return ALL.stream().filter(format -> format.name().equalsIgnoreCase(name)).findFirst();
  }

  /// The format that a checked option names.
  ///
  /// @throws UserException INVALID_OPTION when there is none
  public static MessageFormat of(String name) {
    return find(name)
        .orElseThrow(() ->
            new UserException(ErrorCode.INVALID_OPTION, "there is no format '" + name + "'")
                .hint("known formats: " + String.join(", ", names())));
  }
}
