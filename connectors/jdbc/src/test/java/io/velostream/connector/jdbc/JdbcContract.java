package io.velostream.connector.jdbc;

import static io.velostream.connector.jdbc.Database.batch;
import static io.velostream.connector.jdbc.Database.minus;
import static io.velostream.connector.jdbc.Database.plus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Values;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.FencedException;
import io.velostream.connector.spi.KeyLookup;
import io.velostream.connector.spi.SinkOwner;
import io.velostream.connector.spi.SinkProgress;
import io.velostream.connector.spi.StagedEpoch;
import io.velostream.connector.spi.TableRequest;
import io.velostream.connector.spi.UnavailableException;
import java.io.IOException;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What holds for tables in every database.
abstract class JdbcContract {
  static final Schema PAIR =
      Schema.of(new Field("id", DataType.BIGINT, false), new Field("name", DataType.STRING, true));
  private static final BadRows NONE =
      (source, position, raw, reason) -> {
        throw new AssertionError(raw + ": " + reason);
      };

  private final JdbcConnector connector = new JdbcConnector();
  private Database database;

  /// An empty database.
  abstract Database fresh() throws SQLException;

  /// How it spells VARBINARY and DOUBLE.
  abstract String binaryType();

  /// Ends every other session, as an administrator or a failover would.
  abstract void cutConnections(Database database) throws SQLException;

  @BeforeEach
  void open() throws SQLException {
    database = fresh();
    database.execute("CREATE TABLE t (id BIGINT PRIMARY KEY, name VARCHAR(10))");
  }

  private static Slice text(String value) {
    return Slice.utf8(value);
  }

  private List<String> rows() throws SQLException {
    return database.query("SELECT * FROM t ORDER BY 1");
  }

  private TableRequest appending() {
    return database.request(PAIR, false, List.of(), NONE);
  }

  private TableRequest keyed() {
    return database.request(PAIR, true, List.of(0), NONE);
  }

  private EpochWriter writer(TableRequest request) {
    return connector.openEpochWriter(request).orElseThrow();
  }

  private static SinkOwner owner(long generation) {
    return new SinkOwner("job", 1, generation);
  }

  private static void epoch(EpochWriter writer, long epoch, Batch... batches) throws IOException {
    writer.begin(epoch);
    for (Batch batch : batches) {
      writer.write(batch);
    }
    StagedEpoch staged = writer.stage(false);
    assertThat(staged.isDurable()).isFalse();
    writer.commit(epoch, staged, false);
  }

  @Test
  void rowsAreVisibleWhenTheRunIsCommitted() throws Exception {
    try (BatchWriter writer = connector.openWriter(appending())) {
      writer.write(batch(PAIR, plus(1L, text("a")), plus(2L, null)));
      writer.endStep();
      assertThat(rows()).isEmpty();
      writer.commit();
      assertThat(rows()).containsExactly("1 a", "2 null");
    }
  }

  @Test
  void aRunThatFailsLeavesNothing() throws Exception {
    try (BatchWriter writer =
        connector.openWriter(
            database.request(
                PAIR, false, List.of(), NONE, Map.of("sink.buffer-flush.max-rows", "1")))) {
      writer.write(batch(PAIR, plus(1L, text("a")), plus(2L, text("b"))));
    }
    assertThat(rows()).isEmpty();
  }

  @Test
  void withAnIntervalRowsAreCommittedAtTheEndOfAStep() throws Exception {
    try (BatchWriter writer =
        connector.openWriter(
            database.request(
                PAIR, false, List.of(), NONE, Map.of("sink.buffer-flush.interval", "1 s")))) {
      writer.write(batch(PAIR, plus(1L, text("a"))));
      writer.endStep();
      assertThat(rows()).isEmpty();
      Database.CLOCK.nanos += 1_000_000_000L;
      writer.endStep();
      assertThat(rows()).containsExactly("1 a");
    }
  }

  @Test
  void theLastStateOfEachKeyIsWrittenInWhateverOrderChangesCome() throws Exception {
    database.execute("INSERT INTO t VALUES (1, 'old'), (2, 'old'), (3, 'old')");
    try (EpochWriter writer =
        writer(
            database.request(
                PAIR, true, List.of(0), NONE, Map.of("sink.buffer-flush.max-rows", "1")))) {
      writer.fence(owner(1), false);
      epoch(
          writer,
          1,
          batch(PAIR, plus(1L, text("new")), minus(2L, text("old")), minus(3L, text("old"))),
          batch(PAIR, minus(1L, text("old")), plus(3L, text("new")), plus(4L, text("x"))),
          batch(PAIR, minus(4L, text("x"))));
      assertThat(rows()).containsExactly("1 new", "3 new");
      epoch(writer, 2, batch(PAIR, minus(1L, text("new")), plus(1L, text("newer"))));
      assertThat(rows()).containsExactly("1 newer", "3 new");
    }
  }

  @Test
  void ofRowsThatAreOnlyAddedTheLastOfAKeyStays() throws Exception {
    try (BatchWriter writer =
        connector.openWriter(database.request(PAIR, false, List.of(0), NONE))) {
      writer.write(batch(PAIR, plus(1L, text("a")), plus(1L, text("b")), plus(2L, text("c"))));
      writer.write(batch(PAIR, plus(2L, text("d"))));
      writer.commit();
    }
    assertThat(rows()).containsExactly("1 b", "2 d");
  }

  @Test
  void aTableOfItsKeyAloneCanBeWritten() throws Exception {
    database.execute("DROP TABLE t", "CREATE TABLE t (id BIGINT PRIMARY KEY)");
    Schema schema = Schema.of(new Field("id", DataType.BIGINT, false));
    TableRequest request = database.request(schema, true, List.of(0), NONE);
    try (BatchWriter writer = connector.openWriter(request)) {
      writer.write(batch(schema, plus(1L), plus(2L)));
      writer.commit();
      writer.write(batch(schema, plus(1L), minus(2L)));
      writer.commit();
    }
    assertThat(rows()).containsExactly("1");
  }

  @Test
  void changesNeedAKey() {
    TableRequest request = database.request(PAIR, true, List.of(), NONE);
    assertThatThrownBy(() -> connector.openWriter(request))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no key");
    assertThatThrownBy(() -> connector.openEpochWriter(request)).isInstanceOf(UserException.class);
  }

  @Test
  void allTypesGoAndComeBack() throws Exception {
    Schema schema =
        Schema.of(
            new Field("i1", DataType.TINYINT, true),
            new Field("i2", DataType.SMALLINT, true),
            new Field("i4", DataType.INTEGER, true),
            new Field("i8", DataType.BIGINT, true),
            new Field("b", DataType.BOOLEAN, true),
            new Field("f4", DataType.REAL, true),
            new Field("f8", DataType.DOUBLE, true),
            new Field("d", new DataType.Decimal(10, 3), true),
            new Field("w", new DataType.Decimal(38, 10), true),
            new Field("s", DataType.STRING, true),
            new Field("c", new DataType.Char(4), true),
            new Field("x", new DataType.Varbinary(), true),
            new Field("d8", DataType.DATE, true),
            new Field("t6", new DataType.Time(6), true),
            new Field("ts", new DataType.Timestamp(6, false), true),
            new Field("tz", new DataType.Timestamp(6, true), true));
    database.execute(
        "DROP TABLE t",
        "CREATE TABLE t (i1 SMALLINT, i2 SMALLINT, i4 INTEGER, i8 BIGINT, b BOOLEAN, f4 REAL, f8"
            + " DOUBLE PRECISION, d DECIMAL(10, 3), w DECIMAL(38, 10), s VARCHAR(100), c CHAR(4), x"
            + " "
            + binaryType()
            + ", d8 DATE, t6 TIME(6), ts TIMESTAMP(6), tz TIMESTAMP(6) WITH TIME ZONE)");
    List<Object[]> written =
        List.of(
            new Object[] {
              -128L,
              32767L,
              -2147483648L,
              Long.MIN_VALUE,
              1L,
              1.5,
              Double.NaN,
              1234567L,
              new BigInteger("-12345678901234567890123456789012345678"),
              text("ä'\";\\ 😀"),
              text("ab  "),
              new Slice(new byte[] {0, -1, 39}, 0, 3),
              -1L,
              86_399_999_999L,
              -1_000_001L,
              1_763_733_000_123_456L
            },
            new Object[] {
              0L,
              0L,
              0L,
              Long.MAX_VALUE,
              0L,
              0.0,
              Double.NEGATIVE_INFINITY,
              -1L,
              BigInteger.ONE,
              text(""),
              text("    "),
              new Slice(new byte[0], 0, 0),
              20_000L,
              0L,
              253_402_300_799_999_999L,
              -62_135_596_800_000_000L
            },
            new Object[16]);
    TableRequest request = database.request(schema, false, List.of(), NONE);
    try (BatchWriter writer = connector.openWriter(request)) {
      for (Object[] row : written) {
        writer.write(batch(schema, plus(row)));
      }
      writer.commit();
    }
    List<List<Object>> read = new ArrayList<>();
    try (BatchReader reader = connector.openReader(request)) {
      for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          List<Object> values = new ArrayList<>();
          for (int c = 0; c < schema.size(); c++) {
            values.add(Values.get(batch.column(c), row));
          }
          read.add(values);
        }
      }
    }
    assertThat(read).containsExactlyElementsOf(written.stream().map(Arrays::asList).toList());
  }

  @Test
  void typesThatDatabasesDoNotHaveAreRefused() {
    Schema schema = Schema.of(new Field("a", new DataType.Array(DataType.BIGINT), true));
    TableRequest request = database.request(schema, false, List.of(), NONE);
    assertThatThrownBy(() -> connector.check(request))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("'a'")
        .hasMessageContaining("ARRAY<BIGINT>");
  }

  @Test
  void anEpochAndItsRecordAreOneStep() throws Exception {
    try (EpochWriter writer = writer(appending())) {
      assertThat(writer.fence(owner(1), false)).isEqualTo(SinkProgress.NONE);
      assertThat(writer.fence(owner(1), true)).isEqualTo(new SinkProgress(1, 0, false));
      writer.begin(1);
      writer.write(batch(PAIR, plus(1L, text("a"))));
      StagedEpoch staged = writer.stage(false);
      assertThat(rows()).isEmpty();
      writer.commit(1, staged, false);
      assertThat(rows()).containsExactly("1 a");
      writer.begin(2);
      writer.write(batch(PAIR, plus(2L, text("b"))));
      writer.stage(true);
    }
    assertThat(rows()).containsExactly("1 a");
    try (EpochWriter writer = writer(appending())) {
      assertThat(writer.fence(owner(2), false)).isEqualTo(new SinkProgress(1, 1, false));
      writer.begin(2);
      writer.write(batch(PAIR, plus(2L, text("b"))));
      writer.commit(2, writer.stage(true), true);
    }
    assertThat(rows()).containsExactly("1 a", "2 b");
    try (EpochWriter writer = writer(appending())) {
      assertThat(writer.fence(owner(3), false)).isEqualTo(new SinkProgress(1, 2, true));
      assertThat(writer.fence(new SinkOwner("job", 3, 3), true))
          .isEqualTo(new SinkProgress(3, 0, false));
    }
  }

  @Test
  void whoWasSucceededCommitsNothingAndHoldsNobodyUp() throws Exception {
    try (EpochWriter zombie = writer(keyed());
        EpochWriter next = writer(keyed())) {
      zombie.fence(owner(1), false);
      epoch(zombie, 1, batch(PAIR, plus(1L, text("a"))));
      zombie.begin(2);
      zombie.write(batch(PAIR, plus(1L, text("zombie")), minus(1L, text("a"))));
      StagedEpoch staged = zombie.stage(false); // has a lock on the row now
      assertThat(next.fence(owner(2), false).epoch()).isEqualTo(1);
      epoch(next, 2, batch(PAIR, plus(1L, text("b")), minus(1L, text("a"))));
      assertThatThrownBy(() -> zombie.commit(2, staged, false)).isInstanceOf(IOException.class);
      assertThat(rows()).containsExactly("1 b");
    }
    try (EpochWriter zombie = writer(keyed())) {
      assertThatThrownBy(() -> zombie.fence(owner(1), false)).isInstanceOf(FencedException.class);
    }
    assertThat(rows()).containsExactly("1 b");
  }

  @Test
  void withoutTheRecordRowsAreCommittedBeforeTheEpochCounts() throws Exception {
    TableRequest request =
        database.request(
            PAIR, false, List.of(), NONE, Map.of("sink.delivery-guarantee", "at-least-once"));
    try (EpochWriter writer = writer(request)) {
      assertThat(writer.fence(owner(1), false)).isEqualTo(SinkProgress.UNRECORDED);
      writer.begin(1);
      writer.write(batch(PAIR, plus(1L, text("a"))));
      writer.stage(false);
    }
    assertThat(rows()).containsExactly("1 a");
  }

  @Test
  void aRowThatTheDatabaseRefusesIsNamedAndTheOthersAreWritten() throws Exception {
    List<String> refused = new ArrayList<>();
    TableRequest request =
        database.request(
            PAIR,
            false,
            List.of(),
            (source, _, raw, reason) -> refused.add(source + " " + raw + " " + reason));
    database.execute("INSERT INTO t VALUES (2, 'taken')");
    try (EpochWriter writer = writer(request)) {
      writer.fence(owner(1), false);
      epoch(
          writer,
          1,
          batch(
              PAIR,
              plus(1L, text("a")),
              plus(2L, text("b")),
              plus(3L, text("much too long for it")),
              plus(4L, text("d"))));
    }
    assertThat(rows()).containsExactly("1 a", "2 taken", "4 d");
    assertThat(refused).hasSize(2);
    assertThat(refused.get(0)).startsWith("t (id = 2, name = b) ");
    assertThat(refused.get(1)).startsWith("t (id = 3, name = much too long for it) ");
  }

  @Test
  void aMissingTableOrColumnIsNamed() {
    TableRequest request =
        database.request(
            Schema.of(new Field("id", DataType.BIGINT, true), new Field("x", DataType.DATE, true)),
            false,
            List.of(),
            NONE);
    assertThatThrownBy(() -> connector.openWriter(request))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no column 'x'");
    assertThatThrownBy(
            () -> {
              database.execute("DROP TABLE t");
              connector.openWriter(appending());
            })
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no table 't'");
  }

  @Test
  void namesAreNeverStatements() throws Exception {
    String evil = "a\"; DROP TABLE t; --";
    Schema schema = Schema.of(new Field(evil, DataType.STRING, true));
    database.execute("DROP TABLE t", "CREATE TABLE t (\"a\"\"; DROP TABLE t; --\" VARCHAR(50))");
    try (BatchWriter writer =
        connector.openWriter(database.request(schema, false, List.of(), NONE))) {
      writer.write(batch(schema, plus(text("'); DROP TABLE t; --"))));
      writer.commit();
    }
    assertThat(rows()).containsExactly("'); DROP TABLE t; --");
  }

  @Test
  void aLostConnectionCanBeTriedAgain() throws Exception {
    try (EpochWriter writer = writer(appending())) {
      writer.fence(owner(1), false);
      epoch(writer, 1, batch(PAIR, plus(1L, text("a"))));
      writer.begin(2);
      cutConnections(database);
      assertThatThrownBy(
              () -> {
                writer.write(batch(PAIR, plus(2L, text("b"))));
                writer.commit(2, writer.stage(false), false);
              })
          .isInstanceOf(UnavailableException.class);
    }
    assertThat(rows()).containsExactly("1 a");
  }

  private KeyLookup lookup(Integer... keys) {
    return connector.openLookup(
        appending(), List.of(keys), Arrays.stream(keys).map(PAIR::type).toList());
  }

  private static List<String> found(Batch batch) {
    List<String> found = new ArrayList<>();
    for (int row = 0; row < batch.rowCount(); row++) {
      Object name = Values.get(batch.column(1), row);
      found.add(
          Values.get(batch.column(0), row) + " " + (name instanceof Slice s ? s.toText() : "NULL"));
    }
    return found;
  }

  @Test
  void rowsAreFoundByTheirKeys() throws Exception {
    database.execute("INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'b'), (4, NULL)");
    Schema id = PAIR.project(List.of(0));
    Schema name = PAIR.project(List.of(1));
    try (KeyLookup byId = lookup(0);
        KeyLookup byName = lookup(1);
        KeyLookup byBoth = lookup(0, 1)) {
      assertThat(found(byId.find(batch(id, plus(2L), plus(4L), plus(5L)))))
          .containsExactlyInAnyOrder("2 b", "4 NULL");
      assertThat(found(byName.find(batch(name, plus(text("b"))))))
          .containsExactlyInAnyOrder("2 b", "3 b");
      assertThat(found(byBoth.find(batch(PAIR, plus(1L, text("b")), plus(3L, text("b"))))))
          .containsExactly("3 b");
      assertThat(found(byId.find(batch(id, plus(7L))))).isEmpty();
      database.execute("INSERT INTO t VALUES (7, 'new')");
      assertThat(found(byId.find(batch(id, plus(7L))))).containsExactly("7 new");
    }
  }

  @Test
  void anyNumberOfKeysIsAskedFor() throws Exception {
    Schema id = PAIR.project(List.of(0));
    Database.Change[] keys = new Database.Change[1_000];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = plus((long) i);
      if (i % 10 == 0) {
        database.execute("INSERT INTO t VALUES (%d, 'n%d')".formatted(i, i));
      }
    }
    try (KeyLookup lookup = lookup(0)) {
      // Keys that fill a query up to its size find nothing twice.
      assertThat(found(lookup.find(batch(id, keys)))).hasSize(100).doesNotHaveDuplicates();
    }
  }

  @Test
  void aLookupThatHasLostItsConnectionMakesAnother() throws Exception {
    database.execute("INSERT INTO t VALUES (1, 'a')");
    Schema id = PAIR.project(List.of(0));
    try (KeyLookup lookup = lookup(0)) {
      assertThat(found(lookup.find(batch(id, plus(1L))))).containsExactly("1 a");
      cutConnections(database);
      assertThatThrownBy(() -> lookup.find(batch(id, plus(1L))))
          .isInstanceOf(UnavailableException.class);
      assertThat(found(lookup.find(batch(id, plus(1L))))).containsExactly("1 a");
    }
  }
}
