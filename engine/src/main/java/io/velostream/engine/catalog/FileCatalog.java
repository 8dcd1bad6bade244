package io.velostream.engine.catalog;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.connector.file.FileTables;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.Connectors;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.Options;
import io.velostream.sql.TableDefinition;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/// Finds the columns of files that are queried by their path, without a definition.
public final class FileCatalog {
  private final Connectors connectors;
  private final World world;

  /// A finder over the files of a world.
  public FileCatalog(Connectors connectors, World world) {
    this.connectors = connectors;
    this.world = world;
  }

  /// The table that a path stands for. Its columns are looked for anew each time, since files
  /// change.
  ///
  /// @throws io.velostream.columnar.error.UserException when there is no such file, or its columns
  ///   cannot be told
  public TableDefinition table(String path) {
    Map<String, String> given = new LinkedHashMap<>(FileTables.options(path));
    Connector connector = connectors.get(given.getOrDefault(OptionChecker.CONNECTOR, ""));
    if (FileTables.format(path).isEmpty() && readable(path)) {
      given.put("format", guessFormat(path));
    }
    Options options = OptionChecker.check(connector, given);
    Schema schema = connector.inferSchema(options, world);
    return TableDefinition.ofColumns(path, schema, options.values(), true);
  }

  private boolean readable(String path) {
    return path.equals("-") || world.files().exists(path);
  }

  /// JSON lines start with a brace; everything else is taken for CSV.
  private String guessFormat(String path) {
    try (InputStream in = world.files().read(path)) {
      int first = in.read();
      while (first == ' ' || first == '\t' || first == '\r' || first == '\n') {
        first = in.read();
      }
      return first == '{' ? "json" : "csv";
    } catch (IOException e) {
      throw new EnvironmentException("cannot read " + path + ": " + e.getMessage(), e, false);
    }
  }
}
