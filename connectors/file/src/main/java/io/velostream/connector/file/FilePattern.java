package io.velostream.connector.file;

import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/// Paths with `*`, `?`, `[a-z]`, `[!a-z]` and `{a,b}` in names, and `**` for any number of folders.
///
/// Hidden names, which begin with a point or an underscore, are matched only by a part of a pattern
/// that begins so too: files in the making have such names, here as elsewhere. Below `**`, links to
/// folders are not followed: they may lead back up.
final class FilePattern {
  private static final String ANY_FOLDERS = "**";

  private final Files files;
  private final String pattern;
  private final String[] parts;
  private final PathMatcher[] matchers;
  private final TreeSet<String> found = new TreeSet<>();

  private FilePattern(String pattern, Files files) {
    this.files = files;
    this.pattern = pattern;
    this.parts = pattern.split("/", -1);
    this.matchers = new PathMatcher[parts.length];
    for (int i = 0; i < parts.length; i++) {
      matchers[i] = matcher(parts[i]);
    }
  }

  /// Whether a path is meant as a pattern, unless a file has just that name.
  static boolean isPattern(String path) {
    return path.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  /// The files that match, in order of their paths.
  ///
  /// @throws UserException INVALID_OPTION for a pattern that cannot be understood
  /// @throws IOException when a folder cannot be read
  static List<String> match(String pattern, Files files) throws IOException {
    FilePattern search = new FilePattern(pattern, files);
    search.from("", 0);
    return List.copyOf(search.found);
  }

  /// All files of a folder and of those in it, in order of their paths, hidden ones excepted.
  ///
  /// @throws IOException when a folder cannot be read
  static List<String> within(String folder, Files files) throws IOException {
    FilePattern search = new FilePattern(ANY_FOLDERS + "/*", files);
    search.from(folder.endsWith("/") ? folder : folder + "/", 0);
    return List.copyOf(search.found);
  }

  private PathMatcher matcher(String part) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + part);
    } catch (PatternSyntaxException e) {
      throw new UserException(
          ErrorCode.INVALID_OPTION,
          "'" + pattern + "' is no pattern of files: " + e.getDescription());
    }
  }

  /// @param folder what the parts before have led to: empty, or with a slash at its end
  private void from(String folder, int part) throws IOException {
    boolean last = part == parts.length - 1;
    String name = parts[part];
    if (name.equals(ANY_FOLDERS)) {
      anyFolders(folder, part);
    } else if (!isPattern(name)) {
      if (!last) {
        from(folder + name + "/", part + 1);
      } else if (files.exists(folder + name)) {
        found.add(folder + name);
      }
    } else {
      for (Files.Entry entry : entries(folder)) {
        if (isVisible(entry, name) && matchers[part].matches(Path.of(entry.name()))) {
          take(folder, entry, part);
        }
      }
    }
  }

  private void take(String folder, Files.Entry entry, int part) throws IOException {
    boolean last = part == parts.length - 1;
    String path = folder + entry.name();
    if (entry.folder() && !last) {
      from(path + "/", part + 1);
    } else if (!entry.folder() && last) {
      found.add(path);
    }
  }

  private void anyFolders(String folder, int part) throws IOException {
    boolean last = part == parts.length - 1;
    if (!last) {
      from(folder, part + 1);
    }
    for (Files.Entry entry : entries(folder)) {
      if (isVisible(entry, ANY_FOLDERS)) {
        if (entry.folder() && !entry.link()) {
          anyFolders(folder + entry.name() + "/", part);
        } else if (!entry.folder() && last) {
          found.add(folder + entry.name());
        }
      }
    }
  }

  private List<Files.Entry> entries(String folder) throws IOException {
    return folder.isEmpty() || files.isFolder(folder) ? files.list(folder) : List.of();
  }

  private static boolean isVisible(Files.Entry entry, String part) {
    char first = entry.name().charAt(0);
    return (first != '.' && first != '_') || part.charAt(0) == first;
  }
}
