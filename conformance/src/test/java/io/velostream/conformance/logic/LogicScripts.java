package io.velostream.conformance.logic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/// The scripts in the jar on the class path.
final class LogicScripts {
  private static final String FOLDER = "test/";

  private LogicScripts() {}

  /// The jar with the scripts, if it is on the class path.
  static Optional<JarFile> find() throws IOException {
    URL script = LogicScripts.class.getClassLoader().getResource(FOLDER + "select1.test");
    return script != null && script.openConnection() instanceof JarURLConnection jar
        ? Optional.of(jar.getJarFile())
        : Optional.empty();
  }

  /// Asks a sample of the queries of all scripts, several scripts at a time.
  ///
  /// @param seconds how long at most; the scripts come in an order drawn by the seed
  static LogicReport run(JarFile jar, LogicSample sample, int threads, long seconds)
      throws IOException, InterruptedException, ExecutionException {
    LogicReport report = new LogicReport();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    List<String> names = names(jar);
    Collections.shuffle(names, new Random(sample.seed()));
    List<Future<?>> runs = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (String name : names) {
        if (sample.takes(name)) {
          runs.add(
              executor.submit(() -> runOne(jar, name, new LogicRun(name, sample, report, end))));
        }
      }
      for (Future<?> run : runs) {
        run.get();
      }
    }
    return report;
  }

  private static boolean runOne(JarFile jar, String name, LogicRun run)
      throws IOException, SQLException {
    JarEntry entry = jar.getJarEntry(FOLDER + name);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(jar.getInputStream(entry), StandardCharsets.ISO_8859_1))) {
      run.run(lines);
    }
    return true;
  }

  private static List<String> names(JarFile jar) {
    return jar.stream()
        .map(JarEntry::getName)
        .filter(name -> name.startsWith(FOLDER) && name.endsWith(".test"))
        .map(name -> name.substring(FOLDER.length()))
        .sorted()
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
