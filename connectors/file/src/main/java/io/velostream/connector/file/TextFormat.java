package io.velostream.connector.file;

import io.velostream.columnar.Schema;
import io.velostream.connector.formats.Encoding;
import io.velostream.connector.formats.Formats;
import io.velostream.connector.formats.SchemaInference;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Files;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// CSV, JSON lines, and the changes of Debezium as such lines.
///
/// @param name one of [Formats#NAMES]
record TextFormat(String name, List<String> extensions) implements FileFormat {
  static final TextFormat JSON = new TextFormat("json", List.of(".jsonl", ".json", ".ndjson"));
  static final TextFormat CSV = new TextFormat("csv", List.of(".csv", ".tsv"));

  /// Has the ends of names of JSON lines, which come first where a format is told by a name.
  static final TextFormat DEBEZIUM = new TextFormat("debezium-json", JSON.extensions);

  private static final String DELIMITER = "csv.delimiter";

  @Override
  public boolean isStream() {
    return true;
  }

  @Override
  public boolean isChangelog() {
    return Formats.isChangelog(name);
  }

  @Override
  public List<OptionSpec> options(String path) {
    boolean tabs = Compression.plainName(path).toLowerCase(java.util.Locale.ROOT).endsWith(".tsv");
    return Formats.options(name).stream()
        .map(option ->
            tabs && option.name().equals(DELIMITER)
                ? OptionSpec.withDefault(DELIMITER, "\\t", option.description())
                : option)
        .toList();
  }

  @Override
  public List<OptionSpec> columnOptions(Set<String> given) {
    return Formats.columnOptions(name, given);
  }

  @Override
  public Survey survey(Options options, int sampleRows, int files, Files seam) {
    boolean union = options.getBoolean(FileConnector.UNION_BY_NAME);
    int rowsOfEach = Math.max(sampleRows / files, Math.min(sampleRows, 100));
    SchemaInference inference = new SchemaInference(name, options, rowsOfEach, union);
    return new Survey() {
      @Override
      public void add(String path) throws IOException {
        String compression = options.get(FileConnector.COMPRESSION);
        try (FileInput input = FileInput.open(path, compression, seam)) {
          inference.add(Encoding.of(options).utf8(input.stream()), path);
        }
      }

      @Override
      public Schema schema() {
        return inference.schema();
      }
    };
  }

  @Override
  public TextSource source(TableRequest request) {
    return new TextSource(name, request);
  }

  @Override
  public Map<String, String> withoutHeader() {
    return name.equals(CSV.name) ? Map.of("csv.header", "false") : Map.of();
  }

  @Override
  public BatchWriter writer(TableRequest request, String path, Files.AtomicFile file)
      throws IOException {
    return FileWriter.open(request, name, path, file);
  }
}
