package io.velostream.connector.jdbc;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.Connector;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.KeyLookup;
import io.velostream.connector.spi.OptionSpec;
import io.velostream.connector.spi.Options;
import io.velostream.connector.spi.TableRequest;
import io.velostream.connector.spi.UnavailableException;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table in a database. Rows are appended; with a PRIMARY KEY each replaces the one with its key,
/// and retractions delete.
public final class JdbcConnector implements Connector {
  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public List<OptionSpec> options(Map<String, String> given) {
    return JdbcOptions.specs();
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public Schema inferSchema(Options options, World world) {
    throw new UserException(
            ErrorCode.INVALID_STATEMENT, "the columns of a table in a database must be declared")
        .hint("CREATE TABLE t (id BIGINT, …, PRIMARY KEY (id) NOT ENFORCED) WITH (…)");
  }

  @Override
  public void check(TableRequest request) {
    Dialect.of(JdbcOptions.of(request.options()).url());
    types(request);
  }

  /// How the values of each column are written and read.
  ///
  /// @throws UserException NOT_SUPPORTED when those of one cannot be
  static List<JdbcType> types(TableRequest request) {
    List<JdbcType> types = new ArrayList<>();
    for (Field field : request.schema().fields()) {
      types.add(
          JdbcType.of(field.type())
              .orElseThrow(() ->
                  new UserException(
                          ErrorCode.NOT_SUPPORTED,
                          "the column '%s' of '%s' is of the type %s, which databases do not have"
                              .formatted(field.name(), request.table(), field.type().sql()))
                      .hint("declare it VARCHAR, and write CAST(… AS VARCHAR) or TO_JSON(…)")));
    }
    return types;
  }

  @Override
  public BatchReader openReader(TableRequest request) {
    JdbcOptions options = JdbcOptions.of(request.options());
    try {
      return JdbcReader.open(connections(request, options), options, request);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public boolean findsByKey() {
    return true;
  }

  @Override
  public KeyLookup openLookup(TableRequest request, List<Integer> keys, List<DataType> types) {
    JdbcOptions options = JdbcOptions.of(request.options());
    return new JdbcLookup(connections(request, options), options, request, keys, types);
  }

  @Override
  public BatchWriter openWriter(TableRequest request) {
    requireKey(request);
    JdbcOptions options = JdbcOptions.of(request.options());
    return new PlainWriter(open(request, options), request.world().clock(), options.commitNanos());
  }

  @Override
  public Optional<EpochWriter> openEpochWriter(TableRequest request) {
    requireKey(request);
    JdbcOptions options = JdbcOptions.of(request.options());
    Connections connections = connections(request, options);
    return Optional.of(
        options.exactlyOnce()
            ? new ExactWriter(connections, options, request)
            : new RepeatingWriter(connections, options, request));
  }

  private static SinkConnection open(TableRequest request, JdbcOptions options) {
    try {
      return SinkConnection.open(connections(request, options), options, request, false);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static Connections connections(TableRequest request, JdbcOptions options) {
    return Connections.of(request.options(), Dialect.of(options.url()), request.world().files());
  }

  private static EnvironmentException failure(IOException e) {
    return new EnvironmentException(
        String.valueOf(e.getMessage()), e, e instanceof UnavailableException);
  }

  private static void requireKey(TableRequest request) {
    if (request.changelog() && request.key().isEmpty()) {
      throw new UserException(
              ErrorCode.INVALID_STATEMENT,
              "rows that were written to '%s' can change later, and the table has no key to find"
                      .formatted(request.table())
                  + " them again")
          .hint(
              "declare PRIMARY KEY (…) NOT ENFORCED for the table, or write final rows only: EMIT"
                  + " FINAL");
    }
  }
}
