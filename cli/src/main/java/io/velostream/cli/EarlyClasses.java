package io.velostream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Loads on another core the classes that a start is about to need.
///
/// Without a cache of classes, a start spends most of its time on reading and checking some
/// thousand classes, one behind the other. A thread that reads ahead takes a quarter off that. It
/// loads and does not initialise: no code of the classes runs here, so that neither results nor the
/// order of initialisation depend on it.
final class EarlyClasses {
  /// Names a file with the names of classes, a line each, in the order of their use. The launcher
  /// sets it when there is no cache.
  static final String LIST = "velostream.early-classes";

  private EarlyClasses() {}

  /// Begins in the background, if there is a list and a core to spare.
  static void load() {
    String list = System.getProperty(LIST);
    if (list == null || Runtime.getRuntime().availableProcessors() == 1) {
      return;
    }
    Thread thread = new Thread(() -> load(Path.of(list)), "early-classes");
    thread.setDaemon(true);
    thread.start();
  }

  private static void load(Path list) {
    try {
      for (String name : Files.readAllLines(list)) {
        load(name);
      }
    } catch (IOException e) {
      // Only the head start is lost.
    }
  }

  private static void load(String name) {
    try {
      Class.forName(name, false, EarlyClasses.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      // The list may be older than the classes; who needs this one finds out for itself.
    }
  }
}
