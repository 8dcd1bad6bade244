package io.velostream.conformance.simulation;

import io.velostream.conformance.crash.SimulatedFiles;
import io.velostream.engine.Rows;
import io.velostream.engine.Session;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/// What a run has come to.
///
/// @param rows the net rows of the sink: how often each is there, retractions taken off
/// @param late what was put aside as late, in any order
/// @param errors what could not be read, in any order
record Shown(Map<String, Integer> rows, List<String> late, List<String> errors) {
  /// The net rows of the sink alone.
  static Map<String, Integer> rows(SimulatedFiles disk) {
    Map<String, Integer> rows = new TreeMap<>();
    for (String table : List.of("out", "out2", "out3", "out4")) {
      for (String suffix : List.of(".csv", ".jsonl.gz", "")) {
        String head = table.equals("out") ? "" : table + " ";
        disk.below(table + suffix).forEach((name, content) -> add(name, content, head, rows));
      }
    }
    rows.values().removeIf(count -> count == 0);
    return rows;
  }

  /// @param head put before each line, and tells tables apart
  private static void add(String name, byte[] content, String head, Map<String, Integer> rows) {
    text(name, content)
        .lines()
        .skip(name.endsWith(".csv") ? 1 : 0)
        .forEach(line -> {
          boolean gone = line.startsWith("-D") || line.startsWith("{\"op\":\"-D\"");
          rows.merge(head + line.replace("-D", "+I"), gone ? -1 : 1, Integer::sum);
        });
  }

  private static String text(String name, byte[] bytes) {
    if (!name.endsWith(".gz")) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the output cannot be unpacked", e);
    }
  }

  /// The rows of a side table of the session.
  static List<String> side(Session session, String table) {
    if (session.tables().stream().noneMatch(each -> each.name().equals(table))) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    try (Rows rows = session.query("SELECT * FROM " + table)) {
      while (rows.next()) {
        List<String> cells = new ArrayList<>();
        for (int c = 0; c < rows.schema().size(); c++) {
          cells.add(String.valueOf(rows.getObject(c)));
        }
        lines.add(String.join("|", cells));
      }
    }
    Collections.sort(lines);
    return lines;
  }
}
