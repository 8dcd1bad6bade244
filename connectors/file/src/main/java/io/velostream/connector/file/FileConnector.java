package io.velostream.connector.file;

import io.velostream.columnar.Schema;
import io.velostream.connector.formats.Formats;
import io.velostream.connector.formats.SchemaInference;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tables that are files. A bare `-` as path is standard input or output.
public final class FileConnector implements Connector {
  /// The value of the `connector` option.
  public static final String NAME = "file";

  /// The option with the path of the file.
  public static final String PATH = "path";

  static final String FORMAT = "format";
  static final String COMPRESSION = "compression";
  private static final String DELIMITER = "csv.delimiter";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<OptionSpec> options(Map<String, String> given) {
    List<OptionSpec> options = new ArrayList<>();
    options.add(OptionSpec.required(PATH, "the file, or - for standard input or output"));
    String[] formats = Formats.NAMES.toArray(String[]::new);
    String path = given.getOrDefault(PATH, "");
    OptionSpec format =
        FileTables.format(path)
            .map(name -> OptionSpec.withDefault(FORMAT, name, "how rows are written"))
            .orElse(OptionSpec.required(FORMAT, "how rows are written"));
    options.add(format.oneOf(formats));
    options.add(
        OptionSpec.withDefault(
                COMPRESSION, "auto", "auto: gzip if the name ends in .gz, or the content says so")
            .oneOf("auto", "none", "gzip"));
    for (OptionSpec option : formatOptions(given, path)) {
      boolean tabs = option.name().equals(DELIMITER) && FileTables.isTabSeparated(path);
      options.add(tabs ? OptionSpec.withDefault(DELIMITER, "\\t", option.description()) : option);
    }
    return options;
  }

  private static List<OptionSpec> formatOptions(Map<String, String> given, String path) {
    String chosen = given.get(FORMAT);
    Optional<String> format =
        chosen == null
            ? FileTables.format(path)
            : Formats.NAMES.stream().filter(chosen::equalsIgnoreCase).findFirst();
    return format.map(Formats::options).orElse(List.of());
  }

  @Override
  public Schema inferSchema(Options options, World world) {
    String path = options.get(PATH);
    try (FileInput input = FileInput.open(path, options.get(COMPRESSION), world.files())) {
      return SchemaInference.infer(options.get(FORMAT), options, input.stream(), path);
    } catch (IOException e) {
      throw FileInput.readError(path, 0, e);
    }
  }

  @Override
  public BatchReader openReader(TableRequest request) {
    return FileReader.open(request);
  }

  @Override
  public BatchWriter openWriter(TableRequest request) {
    return FileWriter.open(request);
  }
}
