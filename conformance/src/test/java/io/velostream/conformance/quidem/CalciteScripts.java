package io.velostream.conformance.quidem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/// The scripts of a folder and the tables they use.
final class CalciteScripts {
  /// The property with the folder.
  static final String PROPERTY = "velostream.calcite.scripts";

  private static final Path TABLES = Path.of("src", "test", "resources", "calcite", "tables.sql");

  private CalciteScripts() {}

  /// Runs all statements.
  ///
  /// @param outcome gets each query that has rows to compare with, and what came of it
  static void run(Path folder, BiConsumer<Block, Verdict> outcome)
      throws IOException, SQLException {
    Map<String, String> tables = tables();
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.filter(file -> file.toString().endsWith(".iq")).sorted().toList();
    }
    for (Path file : files) {
      try (ScriptRun run = new ScriptRun(tables)) {
        for (Block block : Script.read(name(file), Files.readAllLines(file))) {
          if (block.kind() == Block.Kind.UPDATE) {
            run.run(block);
          } else if (block.kind() == Block.Kind.ROWS && block.isQuery()) {
            outcome.accept(block, run.run(block));
          }
        }
      }
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static Map<String, String> tables() {
    Map<String, String> tables = new LinkedHashMap<>();
    try {
      for (String section : Files.readString(TABLES).split("-- schema ")) {
        int end = section.indexOf('\n');
        tables.put(section.substring(0, end), section.substring(end + 1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tables;
  }

  /// Prints all that fails, for the list of exceptions.
  public static void main(String[] arguments) throws IOException, SQLException {
    int[] counts = new int[4];
    run(
        Path.of(arguments[0]),
        (block, verdict) -> {
          int at = block.isJoinless() ? 0 : 2;
          counts[at]++;
          if (verdict.passes()) {
            counts[at + 1]++;
          } else {
            System.out.println(
                (at == 0 ? "joinless " : "join ") + block.id() + "\t" + verdict.fault());
          }
        });
    System.out.printf(
        "%d of %d without a join, %d of %d with one%n", counts[1], counts[0], counts[3], counts[2]);
  }
}
