package io.velostream.conformance.file;

import io.velostream.columnar.Batch;
import io.velostream.conformance.file.Entry.InputRow;
import io.velostream.conformance.file.Entry.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The input of a watch: for every stream the same number of batches per step (empty ones where it
/// has less to say), so that one pipeline step reads one batch of each.
///
/// @param heads the streams
/// @param batches the batches of each stream, in order
/// @param pipelineSteps how many pipeline steps belong to each step of the file, `end` excepted
record StepFeed(
    Map<String, TableText> heads, Map<String, List<Batch>> batches, List<Integer> pipelineSteps) {

  /// Cuts the input of all steps into batches of at most `batchRows` rows.
  static StepFeed of(Entry.Watch watch, Map<String, TableText> streams, int batchRows) {
    Map<String, List<Batch>> batches = new LinkedHashMap<>();
    streams.keySet().forEach(name -> batches.put(name, new ArrayList<>()));
    List<Integer> pipelineSteps = new ArrayList<>();
    for (Step step : watch.steps()) {
      if (step.end()) {
        continue;
      }
      Map<String, List<InputRow>> rows = byStream(step, streams);
      int longest = rows.values().stream().mapToInt(List::size).max().orElse(0);
      int cuts = Math.max(1, (longest + batchRows - 1) / batchRows);
      pipelineSteps.add(cuts);
      rows.forEach((name, all) -> {
        TableText head = head(streams, name);
        for (int cut = 0; cut < cuts; cut++) {
          int from = Math.min(all.size(), cut * batchRows);
          int to = (int) Math.min(all.size(), (long) from + batchRows);
          batches
              .getOrDefault(name, new ArrayList<>())
              .add(InputRows.batch(head.schema(), all.subList(from, to)));
        }
      });
    }
    return new StepFeed(streams, batches, pipelineSteps);
  }

  TableText head(String name) {
    return head(heads, name);
  }

  private static TableText head(Map<String, TableText> streams, String name) {
    TableText head = streams.get(name);
    if (head == null) {
      throw new IllegalArgumentException("no stream " + name);
    }
    return head;
  }

  private static Map<String, List<InputRow>> byStream(Step step, Map<String, TableText> streams) {
    Map<String, List<InputRow>> rows = new LinkedHashMap<>();
    streams.keySet().forEach(name -> rows.put(name, new ArrayList<>()));
    // the stream declared last is the one that rows without a name belong to
    String last = List.copyOf(streams.keySet()).getLast();
    for (InputRow row : step.input()) {
      List<InputRow> target = rows.get(row.table().isEmpty() ? last : row.table());
      if (target == null) {
        throw new IllegalArgumentException("line " + row.line() + ": no stream " + row.table());
      }
      target.add(row);
    }
    return rows;
  }
}
