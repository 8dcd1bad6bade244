package io.velostream.connector.file;

import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.Suggestions;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.util.List;

/// The files that the path of a table stands for: one, those that match a pattern, or all of a
/// folder.
///
/// @param path as the user wrote it
/// @param files in order of their paths; at least one
record FileSet(String path, List<String> files) {
  /// The path that is standard input or output.
  static final String STANDARD = "-";

  FileSet {
    files = List.copyOf(files);
  }

  /// Looks for the files. A path that names a file is that file, whatever characters are in it.
  ///
  /// @throws UserException UNKNOWN_NAME when there is none
  static FileSet find(String path, Files files) {
    try {
      List<String> found = paths(path, files);
      if (found.isEmpty()) {
        throw none(path, files);
      }
      return new FileSet(path, found);
    } catch (IOException e) {
      throw new EnvironmentException("cannot look for '" + path + "': " + e, e, false);
    }
  }

  /// The files at present, in order of their paths; there may be none.
  ///
  /// @throws IOException when a folder cannot be read
  static List<String> paths(String path, Files files) throws IOException {
    if (path.equals(STANDARD) || files.exists(path)) {
      return List.of(path);
    }
    if (files.isFolder(path)) {
      return FilePattern.within(path, files);
    }
    // A device or a pipe may still be read; otherwise opening it says that there is none.
    return FilePattern.isPattern(path) ? FilePattern.match(path, files) : List.of(path);
  }

  private static UserException none(String path, Files files) {
    return files.isFolder(path)
        ? new UserException(
                ErrorCode.UNKNOWN_NAME, "there are no files in the folder '" + path + "'")
            .hint("names that begin with a point or an underscore do not count")
        : new UserException(ErrorCode.UNKNOWN_NAME, "no file matches '" + path + "'")
            .hint(
                "* stands for any part of a name, ** for any folders; relative paths start at the"
                    + " working directory");
  }

  /// The error for a file that is not there, with the nearest name as hint.
  static UserException missing(String path, Files files) {
    int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    String folder = path.substring(0, slash + 1);
    String hint =
        Suggestions.nearest(path.substring(slash + 1), names(folder, files))
            .map(near -> "did you mean '" + folder + near + "'?")
            .orElse("relative paths start at the working directory");
    return new UserException(ErrorCode.UNKNOWN_NAME, "there is no file '" + path + "'").hint(hint);
  }

  private static List<String> names(String folder, Files files) {
    try {
      return files.list(folder).stream().map(Files.Entry::name).toList();
    } catch (IOException _) {
      return List.of(); // only a hint: a folder that cannot be listed has nothing to offer
    }
  }

  /// Up to `count` of the files, the first and the last among them, evenly spread.
  List<String> sample(int count) {
    int size = files.size();
    if (size <= count) {
      return files;
    }
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(i -> files.get((int) ((long) i * (size - 1) / (count - 1))))
        .toList();
  }
}
