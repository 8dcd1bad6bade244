package io.velostream.connector.jdbc;

import io.velostream.columnar.Batch;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Values;
import io.velostream.columnar.Vector;
import io.velostream.columnar.VectorBuilder;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.TableRequest;
import io.velostream.stream.seam.Clock;
import io.velostream.stream.seam.Files;
import io.velostream.stream.seam.RandomSource;
import io.velostream.stream.seam.World;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A database for a test, and what a session of the engine would do with it.
///
/// @param url with what is needed to sign in
record Database(String url) {
  static final TestClock CLOCK = new TestClock();

  /// Time that stands still unless it is moved.
  static final class TestClock implements Clock {
    long nanos;

    @Override
    public long wallMicros() {
      return nanos / 1_000;
    }

    @Override
    public long monotonicNanos() {
      return nanos;
    }

    @Override
    public void waitUntil(long until) {
      nanos = until;
    }
  }

  private static final class NoRandom implements RandomSource {
    @Override
    public RandomGenerator seeded(long seed) {
      throw new AssertionError("nothing is random");
    }

    @Override
    public long freshSeed() {
      throw new AssertionError("nothing is random");
    }
  }

  /// Files of which none is there.
  static final class NoFiles implements Files {
    @Override
    public InputStream read(String path) throws IOException {
      throw new IOException(path);
    }

    @Override
    public long length(String path) throws IOException {
      throw new IOException(path);
    }

    @Override
    public boolean exists(String path) {
      return false;
    }

    @Override
    public boolean isFolder(String path) {
      return false;
    }

    @Override
    public List<Entry> list(String folder) {
      return List.of();
    }

    @Override
    public AtomicFile create(String path) throws IOException {
      throw new IOException(path);
    }
  }

  /// A row and its weight.
  record Change(long weight, @Nullable Object... values) {}

  static Change plus(@Nullable Object... values) {
    return new Change(1, values);
  }

  static Change minus(@Nullable Object... values) {
    return new Change(-1, values);
  }

  static Batch batch(Schema schema, Change... changes) {
    List<VectorBuilder> builders =
        schema.types().stream().map(type -> VectorBuilder.of(type.lane())).toList();
    long[] weights = new long[changes.length];
    for (int k = 0; k < changes.length; k++) {
      weights[k] = changes[k].weight();
      for (int c = 0; c < builders.size(); c++) {
        Values.append(builders.get(c), changes[k].values()[c]);
      }
    }
    return new Batch(
        builders.stream().map(VectorBuilder::build).toArray(Vector[]::new),
        changes.length,
        null,
        weights);
  }

  TableRequest request(Schema schema, boolean changelog, List<Integer> key, BadRows badRows) {
    return request(schema, changelog, key, badRows, Map.of());
  }

  TableRequest request(
      Schema schema,
      boolean changelog,
      List<Integer> key,
      BadRows badRows,
      Map<String, String> more) {
    Map<String, String> options = new LinkedHashMap<>(more);
    options.put("connector", "jdbc");
    options.put("url", url);
    options.put("table-name", "t");
    return new TableRequest(
            "t",
            OptionChecker.check(new JdbcConnector(), options),
            schema,
            IntStream.range(0, schema.size()).boxed().toList(),
            changelog,
            100,
            new World(CLOCK, new NoRandom(), new NoFiles()),
            badRows)
        .withKey(key);
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /// The rows of a query, in order, each as text.
  List<String> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int c = 1; c <= rows.getMetaData().getColumnCount(); c++) {
          values.add(rows.getString(c));
        }
        found.add(String.join(" ", values));
      }
      return found;
    }
  }
}
