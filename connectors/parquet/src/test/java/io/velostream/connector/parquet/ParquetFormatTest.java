package io.velostream.connector.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.Batch;
import io.velostream.columnar.ColumnBound;
import io.velostream.columnar.ColumnBound.Relation;
import io.velostream.columnar.DataType;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.file.FileConnector;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.BatchWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParquetFormatTest {
  private static final Schema SCHEMA =
      Schema.of(Field.of("id", DataType.BIGINT), Field.of("name", DataType.STRING));

  private final ParquetTables tables = new ParquetTables();

  /// Ids 0 to 29 in three row groups, names of the last one NULL.
  @BeforeEach
  void writeFile() throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    for (long i = 0; i < 30; i++) {
      rows.add(Arrays.asList(i, i < 20 ? Slice.utf8("name" + i / 10) : null));
    }
    tables.write("t.parquet", SCHEMA, rows, "parquet.row-group-rows", "10");
  }

  private int skipped(ColumnBound... bounds) throws IOException {
    ParquetSource source =
        new ParquetSource(
            tables.request("t.parquet", SCHEMA, List.of(0), false, List.of(bounds)), false, true);
    try (ParquetReader reader = (ParquetReader) source.open("t.parquet")) {
      int rows = ParquetTables.rows(reader).size();
      assertThat(rows).isEqualTo(30 - 10 * reader.skippedGroups());
      return reader.skippedGroups();
    }
  }

  @Test
  void rowGroupsThatBoundsRuleOutAreNotRead() throws IOException {
    assertThat(skipped()).isZero();
    assertThat(skipped(new ColumnBound(0, Relation.GREATER, 19L))).isEqualTo(2);
    assertThat(skipped(new ColumnBound(0, Relation.GREATER_OR_EQUAL, 19L))).isEqualTo(1);
    assertThat(skipped(new ColumnBound(0, Relation.LESS, 10L))).isEqualTo(2);
    assertThat(skipped(new ColumnBound(0, Relation.LESS_OR_EQUAL, 10L))).isEqualTo(1);
    assertThat(skipped(new ColumnBound(0, Relation.EQUAL, 15L))).isEqualTo(2);
    assertThat(skipped(new ColumnBound(0, Relation.EQUAL, 99L))).isEqualTo(3);
    assertThat(skipped(new ColumnBound(0, Relation.NULL, null))).isEqualTo(3);
    assertThat(skipped(new ColumnBound(1, Relation.NULL, null))).isEqualTo(2);
    assertThat(skipped(new ColumnBound(1, Relation.NOT_NULL, null))).isEqualTo(1);
    assertThat(skipped(new ColumnBound(1, Relation.EQUAL, Slice.utf8("name1")))).isEqualTo(2);
  }

  @Test
  void stringsOfADictionaryKeepTheirIdsOverRowGroups() throws IOException {
    try (BatchReader reader =
        new FileConnector()
            .openReader(tables.request("t.parquet", SCHEMA, List.of(1), false, List.of()))) {
      Batch first = reader.read();
      DictionaryVector one = (DictionaryVector) first.column(0);
      int id = one.ids()[0];
      DictionaryVector two = (DictionaryVector) reader.read().column(0);
      assertThat(two.dictionary()).isSameAs(one.dictionary());
      assertThat(two.ids()[0]).isNotEqualTo(id);
    }
  }

  @Test
  void valuesBeyondADeclaredTypeMakeBadRows() throws IOException {
    Schema narrow =
        Schema.of(
            new Field("name", new DataType.Varchar(3), true),
            Field.of("id", new DataType.Decimal(4, 2)));
    assertThat(tables.read("t.parquet", narrow)).hasSize(10);
    assertThat(tables.bad)
        .hasSize(20)
        .contains("t.parquet:1: column 'name': 'name0' is longer than 3 characters");
    tables.bad.clear();
    Schema required = Schema.of(new Field("name", DataType.STRING, false));
    assertThat(tables.read("t.parquet", required)).hasSize(20);
    assertThat(tables.bad)
        .hasSize(10)
        .contains("t.parquet:21: column 'name' is NOT NULL but has no value");
  }

  @Test
  void aColumnOfAnotherKindIsRefused() {
    Schema other = Schema.of(Field.of("id", DataType.DATE));
    assertThatThrownBy(() -> tables.read("t.parquet", other))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("column 'id' of 't.parquet' is BIGINT, which cannot be read as DATE");
  }

  @Test
  void aChangelogHasAColumnOp() throws IOException {
    try (BatchWriter writer =
        new FileConnector()
            .openWriter(tables.request("c.parquet", SCHEMA, List.of(0, 1), true, List.of()))) {
      Batch rows = ParquetTables.batch(SCHEMA, List.of(List.of(1L, Slice.utf8("a"))));
      writer.write(rows);
      writer.write(new Batch(rows.columns(), 1, null, new long[] {-2}));
      writer.commit();
    }
    Schema op = Schema.of(new Field("op", DataType.STRING, false), Field.of("id", DataType.BIGINT));
    assertThat(tables.read("c.parquet", op))
        .containsExactly(
            List.of(Slice.utf8("+I"), 1L),
            List.of(Slice.utf8("-D"), 1L),
            List.of(Slice.utf8("-D"), 1L));
  }

  @Test
  void nothingIsVisibleWithoutACommit() throws IOException {
    try (BatchWriter writer =
        new FileConnector()
            .openWriter(tables.request("n.parquet", SCHEMA, List.of(0, 1), false, List.of()))) {
      writer.write(ParquetTables.batch(SCHEMA, List.of(List.of(1L, Slice.utf8("a")))));
    }
    assertThat(tables.files.content).doesNotContainKey("n.parquet");
  }

  @Test
  void whatIsNoParquetFileIsTheUsersError() {
    refused(new byte[0], "is empty");
    refused(
        "id,name\n1,a and more\n".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        "is no Parquet file");
    byte[] whole = tables.files.content.get("t.parquet");
    refused(Arrays.copyOf(whole, whole.length - 5), "is cut off: it has no footer");
    byte[] encrypted = whole.clone();
    encrypted[whole.length - 1] = 'E';
    refused(encrypted, "is encrypted");
  }

  private void refused(byte[] content, String complaint) {
    tables.files.content.put("x.parquet", content);
    assertThatThrownBy(() -> tables.read("x.parquet", SCHEMA))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("the file 'x.parquet' " + complaint)
        .extracting(e -> ((UserException) e).code())
        .isEqualTo(ErrorCode.BAD_INPUT);
  }

  /// Damage anywhere ends in rows or in an error that names the file.
  @Test
  void damageIsTheUsersError() throws IOException {
    byte[] whole = tables.files.content.get("t.parquet");
    Random random = new Random(7);
    int errors = 0;
    for (int i = 0; i < 2 * whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i % whole.length] = (byte) random.nextInt();
      tables.files.content.put("x.parquet", damaged);
      try {
        tables.read("x.parquet", SCHEMA);
      } catch (UserException e) {
        assertThat(e.getMessage()).contains("'x.parquet'");
        errors++;
      }
    }
    assertThat(errors).isGreaterThan(whole.length / 2);
  }
}
