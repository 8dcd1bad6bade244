package io.velostream.connector.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;

/// The formats that files can have.
final class FileFormats {
  private static final List<FileFormat> ALL = load();

  private FileFormats() {}

  private static List<FileFormat> load() {
    List<FileFormat> formats =
        new ArrayList<>(List.of(TextFormat.JSON, TextFormat.CSV, TextFormat.DEBEZIUM));
    ServiceLoader.load(FileFormat.class, FileFormats.class.getClassLoader()).forEach(formats::add);
    return List.copyOf(formats);
  }

  /// The names of the formats.
  static List<String> names() {
    return ALL.stream().map(FileFormat::name).toList();
  }

  /// The format of a name; letter case does not count.
  static Optional<FileFormat> named(String name) {
    return ALL.stream().filter(format -> format.name().equalsIgnoreCase(name)).findFirst();
  }

  /// The format that a checked option names.
  static FileFormat of(String name) {
    return named(name).orElseThrow(() -> new IllegalStateException("no format " + name));
  }

  /// The format that the name of a file says.
  static Optional<FileFormat> ofPath(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    String plain = Compression.plainName(lower);
    return ALL.stream()
        .filter(format ->
            format.extensions().stream().anyMatch((format.isStream() ? plain : lower)::endsWith))
        .findFirst();
  }
}
