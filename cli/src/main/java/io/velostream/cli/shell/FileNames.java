package io.velostream.cli.shell;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Names of files for completion.
///
/// @param base the folder that relative names start from
record FileNames(Path base) {
  /// Files and folders (with a slash at their end) whose names begin so, in order; hidden ones only
  /// when asked for by their dot.
  List<String> startingWith(String typed) {
    String parent = typed.substring(0, typed.lastIndexOf('/') + 1);
    String start = typed.substring(parent.length());
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(base.resolve(parent))) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (name.startsWith(start) && (start.startsWith(".") || !name.startsWith("."))) {
          names.add(parent + name + (Files.isDirectory(entry) ? "/" : ""));
        }
      }
    } catch (IOException e) {
      // A folder that cannot be listed has nothing to offer.
      return List.of();
    }
    names.sort(null);
    return names;
  }
}
