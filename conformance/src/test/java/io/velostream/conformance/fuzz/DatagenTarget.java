package io.velostream.conformance.fuzz;

import io.velostream.columnar.error.UserException;
import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Options of generated tables: `column type` in the first line, `option value` in the others. They
/// make rows, or an error of the user.
final class DatagenTarget implements Target {
  private static final List<String> TYPES =
      List.of(
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "REAL",
          "DOUBLE",
          "DECIMAL(5, 2)",
          "DECIMAL(38, 10)",
          "BOOLEAN",
          "CHAR(3)",
          "VARCHAR",
          "VARBINARY",
          "DATE",
          "TIME",
          "TIMESTAMP(3)",
          "TIMESTAMP_LTZ(6)",
          "ARRAY<INTEGER>",
          "MAP<VARCHAR, INTEGER>",
          "ROW<x INTEGER>",
          "VARIANT");
  private static final List<String> KEYS =
      List.of(
          "number-of-rows",
          "seed",
          "fields.c.kind",
          "fields.c.min",
          "fields.c.max",
          "fields.c.length",
          "fields.c.start",
          "fields.c.step",
          "fields.c.end",
          "fields.d.min",
          "nothing");
  private static final List<String> VALUES =
      List.of(
          "0",
          "1",
          "-1",
          "5",
          "127",
          "128",
          "1.5",
          "-0.0",
          "1e308",
          "1e400",
          "NaN",
          "x",
          "",
          "true",
          "random",
          "sequence",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "2024-02-29",
          "2024-02-30",
          "2024-01-01 00:00:00",
          "12:00:00",
          "0001-01-01",
          "9999-12-31 23:59:59.999999",
          "100000");

  private final Session session = Session.open();

  @Override
  public List<String> seeds() {
    List<String> seeds = new ArrayList<>(Regressions.of("datagen"));
    for (String type : TYPES) {
      seeds.add(type + "\nnumber-of-rows 5");
      seeds.add(type + "\nnumber-of-rows 5\nfields.c.kind sequence");
    }
    return seeds;
  }

  @Override
  public String mutate(String input, String other, SplittableRandom random) {
    List<String> lines = new ArrayList<>(input.lines().toList());
    String line =
        KEYS.get(random.nextInt(KEYS.size())) + " " + VALUES.get(random.nextInt(VALUES.size()));
    switch (random.nextInt(4)) {
      case 0 -> lines.set(0, TYPES.get(random.nextInt(TYPES.size())));
      case 1 ->
          lines.set(random.nextInt(1, lines.size() + 1) - 1 == 0 ? lines.size() - 1 : 1, line);
      default -> lines.add(line);
    }
    return String.join("\n", lines.subList(0, Math.min(lines.size(), 8)));
  }

  @Override
  public void run(String input) {
    List<String> lines = input.lines().toList();
    if (lines.isEmpty() || !TYPES.contains(lines.getFirst())) {
      return;
    }
    StringBuilder options = new StringBuilder("'connector' = 'datagen'");
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.split(" ", 2);
      if (parts.length == 2) {
        options.append(", '").append(parts[0]).append("' = '").append(parts[1]).append("'");
      }
    }
    try {
      session.execute(
          "CREATE OR REPLACE TABLE g (c " + lines.getFirst() + ") WITH (" + options + ")");
      try (Rows rows = session.query("SELECT * FROM g LIMIT 5")) {
        readAll(rows);
      }
    } catch (UserException e) {
      if (e.message().isBlank()) {
        throw new AssertionError("no message", e);
      }
    }
  }

  private static void readAll(Rows rows) {
    boolean more;
    do {
      more = rows.next();
    } while (more);
  }
}
