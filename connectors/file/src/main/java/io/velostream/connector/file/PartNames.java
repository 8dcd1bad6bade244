package io.velostream.connector.file;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Options;
import io.velostream.stream.seam.Files;
import io.velostream.stream.seam.World;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Names of the files of a table that is written in parts: the time when the writing began and a
/// running number, so that the order of names is that of writing.
final class PartNames {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Files files;
  private final String folder;
  private final String before;
  private final String after;
  private final String start;
  private int next = 1;

  private PartNames(World world, String folder, String before, String after) {
    this.files = world.files();
    this.folder = folder;
    this.before = before;
    this.after = after;
    long micros = world.clock().wallMicros();
    this.start =
        TIME.format(Instant.ofEpochSecond(0).plus(micros, java.time.temporal.ChronoUnit.MICROS));
  }

  /// Names in a folder, or by a pattern with one `*` in the name of the file.
  ///
  /// @param partitioned whether there will be folders in the folder
  /// @throws UserException INVALID_OPTION for a path that cannot stand for several files
  static PartNames of(String path, Options options, World world, boolean partitioned) {
    int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;
    int star = path.indexOf('*', slash);
    if (FilePattern.isPattern(path)) {
      String others = star < 0 ? path : path.substring(0, star) + path.substring(star + 1);
      if (partitioned || FilePattern.isPattern(others)) {
        throw refused(
            path,
            partitioned
                ? "name a folder; each file gets a name of its own"
                : "a pattern to write to has one * in the name of the file, for a running number");
      }
      return new PartNames(
          world, path.substring(0, slash), path.substring(slash, star), path.substring(star + 1));
    }
    boolean file = FileFormats.ofPath(path).isPresent() && !world.files().isFolder(path);
    if (path.equals(FileSet.STANDARD) || file || world.files().exists(path)) {
      throw refused(path, "name a folder, or a pattern such as 'out/trades-*.csv'");
    }
    String folder = path.endsWith("/") ? path : path + "/";
    return new PartNames(world, folder, "part-", extension(options));
  }

  private static UserException refused(String path, String hint) {
    return new UserException(
            ErrorCode.INVALID_OPTION, "'" + path + "' cannot stand for the files to write")
        .hint(hint);
  }

  private static String extension(Options options) {
    FileFormat format = FileFormats.of(options.get(FileConnector.FORMAT));
    String extension = format.extensions().getFirst();
    if (!format.isStream()) {
      return extension; // has a compression of its own, or none
    }
    return extension
        + Compression.named(options.get(FileConnector.COMPRESSION))
            .orElse(Compression.NONE)
            .extension();
  }

  /// A name that no file has.
  ///
  /// @param partition the folders in the folder, with a slash at the end, or nothing
  String next(String partition) {
    String path;
    do {
      path = folder + partition + before + start + "-%06d".formatted(next++) + after;
    } while (files.exists(path));
    return path;
  }

  /// The folder that holds the file of that name.
  static String folderOf(String path) {
    return path.substring(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
