package io.velostream.conformance.docs;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The class path of the tests.
public final class ClassPath {
  private ClassPath() {}

  /// As the option -cp wants it. Surefire may hide it behind a jar of its own.
  public static String text() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /// Its jars and folders.
  public static List<Path> entries() {
    return Arrays.stream(text().split(File.pathSeparator)).map(Path::of).toList();
  }
}
