package io.velostream.connector.kafka;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Starts main classes of these tests in JVMs of their own, many times. What one of them has loaded
/// can be recorded in an archive, with which the next ones start in half the time; classes can be
/// archived from jars only, so that folders on the class path are put into some.
final class ForkedJvm {
  private static @Nullable ForkedJvm only;

  private final Path folder;
  private final String classPath;

  private ForkedJvm() throws IOException {
    folder = Files.createTempDirectory("velostream-forked");
    Runtime.getRuntime().addShutdownHook(new Thread(this::delete));
    classPath = jars();
  }

  private static synchronized ForkedJvm only() throws IOException {
    ForkedJvm found = only;
    if (found == null) {
      found = new ForkedJvm();
      only = found;
    }
    return found;
  }

  private String jars() throws IOException {
    ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
    StringJoiner path = new StringJoiner(File.pathSeparator);
    int count = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (Files.isRegularFile(Path.of(entry))) {
        path.add(entry);
      } else if (Files.isDirectory(Path.of(entry))) {
        String file = folder.resolve(count++ + ".jar").toString();
        int code =
            jar.run(
                System.out,
                System.err,
                "--create",
                "--no-compress",
                "--file",
                file,
                "-C",
                entry,
                ".");
        if (code != 0) {
          throw new IOException("no jar can be made of " + entry);
        }
        path.add(file);
      }
    }
    return path.toString();
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      System.err.println("left behind: " + folder + ": " + e.getMessage());
    }
  }

  /// A process that is ready to be started.
  static ProcessBuilder of(Class<?> main, int megabytes, String... arguments) throws IOException {
    Path archive = only().archive(main);
    return only()
        .command(
            main,
            megabytes,
            Files.exists(archive) ? "-XX:SharedArchiveFile=" + archive : "-Xshare:auto",
            arguments);
  }

  /// One that leaves the archive, if it ends by itself. No other of the same class may be started
  /// before it has ended.
  static ProcessBuilder recording(Class<?> main, int megabytes, String... arguments)
      throws IOException {
    Path archive = only().archive(main);
    return only().command(main, megabytes, "-XX:ArchiveClassesAtExit=" + archive, arguments);
  }

  private Path archive(Class<?> main) {
    return folder.resolve(main.getSimpleName() + ".jsa");
  }

  private ProcessBuilder command(
      Class<?> main, int megabytes, String sharing, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + megabytes + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xlog:disable",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            sharing,
            "-cp",
            classPath,
            main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true);
  }
}
