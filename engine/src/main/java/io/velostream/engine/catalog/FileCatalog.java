package io.velostream.engine.catalog;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.connector.file.FileTables;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.Connectors;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.Options;
import io.velostream.engine.settings.Settings;
import io.velostream.sql.SystemColumns;
import io.velostream.sql.TableDefinition;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Finds the columns of files that are queried by their path, without a definition.
public final class FileCatalog {
  private final Connectors connectors;
  private final World world;
  private final Settings settings;

  /// A finder over the files of a world.
  ///
  /// @param settings say how many rows to look at, where options do not
  public FileCatalog(Connectors connectors, World world, Settings settings) {
    this.connectors = connectors;
    this.world = world;
    this.settings = settings;
  }

  /// The table that a path stands for. Its columns are looked for anew each time, since files
  /// change.
  ///
  /// @param more options besides those that the path tells
  /// @throws io.velostream.columnar.error.UserException when there is no such file, or its columns
  ///   cannot be told
  public TableDefinition table(String path, Map<String, String> more) {
    Map<String, String> given = new LinkedHashMap<>(FileTables.options(path));
    given.putAll(more);
    if (FileTables.format(path).isEmpty() && !more.containsKey("format")) {
      given.put("format", format(path));
    }
    Map<String, String> options = sampled(given);
    return TableDefinition.ofColumns(path, columns(options), options, isBounded(options))
        .withChangelog(isChangelog(options));
  }

  /// The messages of a topic.
  ///
  /// @param path what the table is called
  /// @param topic its name
  /// @param more options besides those that every topic has
  /// @param tables those of the session, which may know how to reach brokers
  public TableDefinition topic(
      String path, String topic, Map<String, String> more, List<TableDefinition> tables) {
    Map<String, String> options =
        TopicTables.options(topic, more, tables, settings.get(Settings.KAFKA_SERVERS));
    OptionChecker.check(connectors.get(options.getOrDefault(OptionChecker.CONNECTOR, "")), options);
    return TopicTables.table(path, options, isBounded(options));
  }

  /// The options of a table whose columns are found, with the number of rows that are looked at, if
  /// its connector looks at rows.
  ///
  /// @throws io.velostream.columnar.error.UserException for a connector that there is not
  public Map<String, String> sampled(Map<String, String> given) {
    Connector connector = connectors.get(given.getOrDefault(OptionChecker.CONNECTOR, ""));
    Map<String, String> options = new LinkedHashMap<>(given);
    if (connector.options(given).stream().anyMatch(o -> o.name().equals(FileTables.SAMPLE_ROWS))) {
      options.putIfAbsent(FileTables.SAMPLE_ROWS, settings.get(Settings.SAMPLE_ROWS));
    }
    return options;
  }

  /// The columns of a table with these options, found by its connector.
  ///
  /// @throws io.velostream.columnar.error.UserException for options that are wrong, or when the
  ///   connector cannot tell the columns
  public Schema columns(Map<String, String> given) {
    Connector connector = connectors.get(given.getOrDefault(OptionChecker.CONNECTOR, ""));
    Options options = OptionChecker.check(connector, given);
    return connector.inferSchema(options, world);
  }

  /// Whether reading a table with these options comes to an end, as far as its connector is known.
  public boolean isBounded(Map<String, String> given) {
    String name = given.getOrDefault(OptionChecker.CONNECTOR, "");
    return !connectors.names().contains(name.toLowerCase(Locale.ROOT))
        || connectors.get(name).isBounded(given);
  }

  /// Whether rows of a table with these options can be found by their keys.
  public boolean findsByKey(Map<String, String> given) {
    String name = given.getOrDefault(OptionChecker.CONNECTOR, "");
    return connectors.names().contains(name.toLowerCase(Locale.ROOT))
        && connectors.get(name).findsByKey();
  }

  /// What the connector of a table with these options knows of its records, as far as it is known.
  public List<SystemColumns.Known> knownOfRecords(Map<String, String> given) {
    String name = given.getOrDefault(OptionChecker.CONNECTOR, "");
    return connectors.names().contains(name.toLowerCase(Locale.ROOT))
        ? connectors.get(name).recordColumns().stream()
            .map(known -> new SystemColumns.Known(known.name(), known.type(), known.metadata()))
            .toList()
        : List.of();
  }

  /// Whether rows read of a table with these options replace each other by primary key, as far as
  /// its connector is known.
  public boolean isKeyed(Map<String, String> given) {
    String name = given.getOrDefault(OptionChecker.CONNECTOR, "");
    return connectors.names().contains(name.toLowerCase(Locale.ROOT))
        && connectors.get(name).isKeyed();
  }

  /// Whether rows read of a table with these options can be retractions, as far as its connector is
  /// known.
  public boolean isChangelog(Map<String, String> given) {
    String name = given.getOrDefault(OptionChecker.CONNECTOR, "");
    return connectors.names().contains(name.toLowerCase(Locale.ROOT))
        && connectors.get(name).isChangelog(given);
  }

  /// Whether the reader of a table with such options makes use of bounds on its columns.
  public boolean usesBounds(Map<String, String> given) {
    String connector = given.get(OptionChecker.CONNECTOR);
    return connector != null && connectors.get(connector).usesBounds(given);
  }

  private String format(String path) {
    List<String> files = FileTables.files(path, world.files());
    String first = files.getFirst();
    return FileTables.commonFormat(path, files).orElseGet(() -> guessFormat(first));
  }

  /// JSON lines start with a brace; everything else is taken for CSV.
  private String guessFormat(String path) {
    try (InputStream in = world.files().read(path)) {
      int first = in.read();
      while (first == ' ' || first == '\t' || first == '\r' || first == '\n') {
        first = in.read();
      }
      return first == '{' ? "json" : "csv";
    } catch (NoSuchFileException _) {
      throw FileTables.missing(path, world.files());
    } catch (IOException e) {
      throw new EnvironmentException("cannot read " + path + ": " + e.getMessage(), e, false);
    }
  }
}
