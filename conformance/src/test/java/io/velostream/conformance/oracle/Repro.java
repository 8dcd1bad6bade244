package io.velostream.conformance.oracle;

import io.velostream.columnar.DataType;
import io.velostream.conformance.file.TableText;
import io.velostream.conformance.file.ValueText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A case as a test file: complete its answers (`--complete`), check them, and keep it.
final class Repro {
  private Repro() {}

  static String text(OracleCase oracleCase, String difference, String duckVersion) {
    Dataset data = oracleCase.data();
    boolean retracts = data.steps().stream().flatMap(List::stream).anyMatch(c -> c.weight() < 0);
    Optional<String> watermark =
        retracts
            ? Optional.empty()
            : Optional.of("WATERMARK FOR ts AS ts - INTERVAL '" + data.delaySeconds() + "' SECOND");
    StringBuilder text = new StringBuilder();
    text.append("# Found by the oracle: seed ").append(oracleCase.seed());
    text.append(", DuckDB ").append(duckVersion).append('\n');
    difference.lines().forEach(l -> text.append("# ").append(l).append('\n'));
    text.append("# ").append(oracleCase.question().sql(Dialect.DUCKDB)).append("\n\n");
    for (String table : List.of("u", "t")) {
      TableText head = new TableText(table, Engine.schema(data), watermark);
      text.append("stream ").append(head.text()).append("\n\n");
    }
    text.append("watch ").append(oracleCase.question().sql(Dialect.VELOSTREAM)).append('\n');
    for (List<Dataset.Change> step : data.steps()) {
      text.append("\nstep\n");
      String table = "t";
      for (Dataset.Change change : step) {
        if (!change.table().equals(table)) {
          table = change.table();
          text.append("into ").append(table).append('\n');
        }
        text.append(change.weight() < 0 ? "- " : "+ ").append(row(data, change)).append('\n');
      }
      text.append("----\n");
    }
    return text.append("\nend\n----\n").toString();
  }

  private static String row(Dataset data, Dataset.Change change) {
    List<DataType> types = data.columns().stream().map(c -> c.kind().type()).toList();
    return java.util.stream.IntStream.range(0, types.size())
        .mapToObj(i ->
            ValueText.format(ValueText.parse(change.values().get(i), types.get(i)), types.get(i)))
        .collect(Collectors.joining(" | "));
  }
}
