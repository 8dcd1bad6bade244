package io.velostream.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVectorBuilder;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.Vector;
import io.velostream.engine.ResultShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TableResultTest {
  @Test
  void theOnlyCellOfARowMayTakeSeveralLines() throws IOException {
    assertThat(table("CREATE TABLE t (\n  a BIGINT\n)"))
        .isEqualTo(
            """
            c0
            ────────────────
            CREATE TABLE t (
              a BIGINT
            )
            (1 row)
            """);
  }

  @Test
  void cellsSideBySideStayOnTheirLine() throws IOException {
    assertThat(table("a\nb", "c"))
        .isEqualTo(
            """
            c0   │ c1
            ─────┼───
            a\\nb │ c
            (1 row)
            """);
  }

  @Test
  void controlCharactersDoNotReachTheTerminal() throws IOException {
    assertThat(table("\u001b[2Jgone \u0000 \u009b7m \\ é", "x"))
        .contains("\\u001b[2Jgone \\u0000 \\u009b7m \\\\ é │ x");
    assertThat(table("\u001b[2J\r")).contains("\\u001b[2J\\r\n");
  }

  private static String table(String... cells) throws IOException {
    Vector[] columns = Arrays.stream(cells).map(TableResultTest::column).toArray(Vector[]::new);
    Field[] fields = new Field[cells.length];
    Arrays.setAll(fields, i -> new Field("c" + i, DataType.STRING, false));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultShape shape = new ResultShape(Schema.of(fields), false, true);
    try (TableResult result = new TableResult(out, shape, Colours.OFF)) {
      result.write(new Batch(columns, 1, null, null));
      result.commit();
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Vector column(String text) {
    BytesVectorBuilder builder = new BytesVectorBuilder();
    builder.append(Slice.utf8(text));
    return builder.build();
  }
}
