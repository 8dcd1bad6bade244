package io.velostream.conformance.quidem;

import java.util.ArrayList;
import java.util.List;

/// Reads a script in Quidem's format: statements end with a semicolon, their output follows, and
/// commands begin with an exclamation mark.
final class Script {
  private final String file;
  private final List<String> lines;
  private final List<Block> blocks = new ArrayList<>();
  private String connection = "";
  private int number;

  private Script(String file, List<String> lines) {
    this.file = file;
    this.lines = lines;
  }

  /// The statements of a script. What stands in `!if` is left out: it depends on Calcite's version.
  static List<Block> read(String file, List<String> lines) {
    Script script = new Script(file, lines);
    script.read();
    return script.blocks;
  }

  private void read() {
    StringBuilder sql = new StringBuilder();
    List<String> output = new ArrayList<>();
    boolean complete = false;
    int depth = 0;
    for (String line : lines) {
      String bare = line.strip();
      if (bare.startsWith("!if")) {
        depth++;
      } else if (bare.equals("!}")) {
        depth--;
      } else if (depth == 0 && bare.startsWith("!")) {
        if (complete) {
          add(sql.toString(), output, bare);
          sql.setLength(0);
          output = new ArrayList<>();
          complete = false;
        }
        if (bare.startsWith("!use ")) {
          connection = bare.substring("!use ".length()).strip();
        }
      } else if (depth == 0 && complete) {
        output.add(line);
      } else if (depth == 0 && !bare.startsWith("#") && !(bare.isEmpty() && sql.isEmpty())) {
        sql.append(line).append('\n');
        complete = bare.endsWith(";") || bare.matches(".*;\\s*--.*");
      }
    }
  }

  /// Several statements may stand before one command: it is about the last one.
  private void add(String sql, List<String> output, String command) {
    int before = -1;
    for (int i = 0; i < output.size(); i++) {
      if (output.get(i).strip().endsWith(";") && !output.get(i).startsWith("|")) {
        before = i;
      }
    }
    List<String> rows =
        output.subList(before + 1, output.size()).stream()
            .filter(line -> !line.startsWith("# "))
            .toList();
    addBlock(before < 0 ? sql : last(output.subList(0, before + 1)), rows, command);
  }

  /// The last of several statements.
  private static String last(List<String> lines) {
    StringBuilder sql = new StringBuilder();
    boolean complete = false;
    for (String line : lines) {
      if (complete) {
        sql.setLength(0);
      }
      if (!line.startsWith("#")) {
        sql.append(line).append('\n');
      }
      complete = line.strip().endsWith(";");
    }
    return sql.toString();
  }

  private void addBlock(String sql, List<String> output, String command) {
    Block.Kind kind =
        switch (command.split("\\s", 2)[0]) {
          case "!ok" -> Block.Kind.ROWS;
          case "!update" -> Block.Kind.UPDATE;
          default -> Block.Kind.OTHER;
        };
    String text = sql.strip();
    int end = text.lastIndexOf(';');
    blocks.add(
        new Block(file, ++number, connection, text.substring(0, end), List.copyOf(output), kind));
  }
}
