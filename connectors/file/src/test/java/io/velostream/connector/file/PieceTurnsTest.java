package io.velostream.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.velostream.columnar.Batch;
import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.EnvironmentException;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.spi.BatchReader;
import io.velostream.connector.spi.OptionChecker;
import io.velostream.connector.spi.ReadPosition;
import io.velostream.connector.spi.TableRequest;
import io.velostream.connector.spi.TurnReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Readers that take turns must give what one reader gives: the same rows in the same order, the
/// same bad rows on the same lines, and the same failures.
class PieceTurnsTest {
  private static final int SEEDS = 2_000;
  private static final Schema SCHEMA =
      Schema.of(Field.of("a", DataType.BIGINT), Field.of("b", DataType.STRING));
  private static final Schema WITH_FOLDER =
      Schema.of(
          Field.of("a", DataType.BIGINT),
          Field.of("b", DataType.STRING),
          Field.of("k", DataType.STRING));

  private final MemoryFiles files = new MemoryFiles();

  /// What was read of a table: its rows, its bad rows, and the message of what ended it.
  private record Content(List<String> rows, List<String> bad, String failure) {}

  private TableRequest request(
      Schema schema, String path, Map<String, String> more, int batchRows, List<String> bad) {
    Map<String, String> given = new HashMap<>(FileTables.options(path));
    given.putAll(more);
    return new TableRequest(
        "t",
        OptionChecker.check(new FileConnector(), given),
        schema,
        IntStream.range(0, schema.size()).boxed().toList(),
        false,
        batchRows,
        FileConnectorTest.world(files),
        (source, line, raw, reason) ->
            bad.add(source + ":" + line + ": " + raw.toText() + ": " + reason));
  }

  private static void add(List<String> rows, Schema schema, Batch batch) {
    for (int row = 0; row < batch.rowCount(); row++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < schema.size(); i++) {
        text.append(FileConnectorTest.text(schema.type(i), batch.column(i), row)).append('|');
      }
      rows.add(text.toString());
    }
  }

  private Content whole(Schema schema, String path, Map<String, String> options)
      throws IOException {
    List<String> rows = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    TableRequest request = request(schema, path, options, 3, bad);
    try (BatchReader reader = new FileConnector().openReader(request)) {
      for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
        add(rows, schema, batch);
      }
    } catch (UserException e) {
      return new Content(rows, bad, e.getMessage());
    }
    return new Content(rows, bad, "");
  }

  /// What one reader has found, turn by turn.
  private static final class Turns {
    final List<String> bad = new ArrayList<>();
    final List<List<String>> rowsOf = new ArrayList<>();
    final List<List<String>> badOf = new ArrayList<>();
    boolean ended;
    String failure = "";

    /// Calls the reader once; says whether that was a turn.
    boolean step(TurnReader reader, Schema schema) throws IOException {
      Batch batch = reader.read();
      if (batch == null) {
        ended = true;
        assertThat(bad).isEmpty();
        assertThat(reader.bytesRead()).isEqualTo(reader.bytesTotal());
        return true;
      }
      if (!reader.hadTurn()) {
        assertThat(batch.rowCount()).isZero();
        assertThat(bad).isEmpty();
        return false;
      }
      List<String> rows = new ArrayList<>();
      add(rows, schema, batch);
      rowsOf.add(rows);
      badOf.add(List.copyOf(bad));
      bad.clear();
      return true;
    }
  }

  private List<TurnReader> open(
      List<Turns> turns, Schema schema, String path, Map<String, String> options, int pieceBytes)
      throws IOException {
    FilePlace from = FilePlace.start(FileSet.find(path, files));
    return open(turns, schema, path, options, pieceBytes, from);
  }

  private List<TurnReader> open(
      List<Turns> turns,
      Schema schema,
      String path,
      Map<String, String> options,
      int pieceBytes,
      FilePlace from)
      throws IOException {
    List<TableRequest> requests =
        turns.stream().map(turn -> request(schema, path, options, 3, turn.bad)).toList();
    List<String> rest = from.files().subList(from.current(), from.files().size());
    long[] lengths = new long[rest.size()];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = files.length(rest.get(i));
    }
    long origin = from.isInside() ? FileReader.place(new ReadPosition(from.inside())).offset() : 0;
    Pieces pieces = new Pieces(rest, lengths, pieceBytes, origin);
    String format = requests.getFirst().options().get("format");
    return PieceTurns.of(
        from, pieces, format.equals("csv") ? TextFormat.CSV : TextFormat.JSON, requests);
  }

  private static List<Turns> turns(int readers) {
    return IntStream.range(0, readers).mapToObj(_ -> new Turns()).toList();
  }

  private static Content joined(List<Turns> turns) {
    List<String> rows = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    int readers = turns.size();
    int count = turns.stream().mapToInt(turn -> turn.rowsOf.size()).sum();
    for (int i = 0; i < count; i++) {
      rows.addAll(turns.get(i % readers).rowsOf.get(i / readers));
      bad.addAll(turns.get(i % readers).badOf.get(i / readers));
    }
    return new Content(rows, bad, "");
  }

  /// Reads in turns, the readers called in random order.
  private Content inTurns(
      Schema schema,
      String path,
      Map<String, String> options,
      int pieceBytes,
      int readers,
      SplittableRandom random)
      throws IOException {
    List<Turns> turns = turns(readers);
    return toTheEnd(turns, open(turns, schema, path, options, pieceBytes), schema, random);
  }

  private static Content toTheEnd(
      List<Turns> turns, List<TurnReader> open, Schema schema, SplittableRandom random)
      throws IOException {
    int readers = open.size();
    int idle = 0;
    while (idle < 1_000 && !turns.stream().allMatch(turn -> turn.ended)) {
      int next = random.nextInt(readers);
      idle++;
      if (!turns.get(next).ended) {
        try {
          idle = turns.get(next).step(open.get(next), schema) ? 0 : idle;
        } catch (UserException e) {
          turns.get(next).failure = e.getMessage();
          turns.get(next).ended = true;
        }
      }
    }
    for (TurnReader reader : open) {
      reader.close();
    }
    // The failure of the earliest turn counts; those who need to know what lies before it wait.
    int failed = -1;
    for (int i = 0; i < readers; i++) {
      boolean earlier = failed < 0 || turns.get(i).rowsOf.size() < turns.get(failed).rowsOf.size();
      failed = !turns.get(i).failure.isEmpty() && earlier ? i : failed;
    }
    if (failed >= 0) {
      return new Content(List.of(), List.of(), turns.get(failed).failure);
    }
    assertThat(turns).allMatch(turn -> turn.ended);
    return joined(turns);
  }

  @Test
  void randomFilesAreReadAlikeInTurns() throws IOException {
    long rows = 0;
    long bad = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      files.content.clear();
      String extension = random.nextInt(3) == 0 ? ".jsonl" : ".csv";
      boolean json = extension.equals(".jsonl");
      Map<String, String> options = RandomTexts.options(json, random);
      boolean many = random.nextInt(4) == 0;
      int count = many ? 1 + random.nextInt(3) : 1;
      int bytes = 0;
      for (int i = 0; i < count; i++) {
        byte[] content = RandomTexts.file(json, random);
        bytes += content.length;
        files.content.put(many ? "t/k=" + i + "/x" + extension : "t" + extension, content);
      }
      Schema schema = many ? WITH_FOLDER : SCHEMA;
      String path = many ? "t/*/*" + extension : "t" + extension;
      Content whole = whole(schema, path, options);
      rows += whole.rows.size();
      bad += whole.bad.size();
      int pieceBytes = 1 + random.nextInt(random.nextBoolean() ? 20 : bytes + 1);
      int readers = 1 + random.nextInt(4);

      Content content = inTurns(schema, path, options, pieceBytes, readers, random);

      String what = "seed %d, %d readers, %d bytes, ".formatted(seed, readers, pieceBytes);
      if (whole.failure.isEmpty()) {
        assertThat(content).as(() -> what + options + " " + shown()).isEqualTo(whole);
      } else {
        assertThat(content.failure).as(() -> what + options).isEqualTo(whole.failure);
      }
    }
    assertThat(rows).isGreaterThan(SEEDS);
    assertThat(bad).isGreaterThan(SEEDS);
  }

  /// Takes so many turns of each reader, called in random order.
  ///
  /// @return the place behind them; `null` when a reader has ended before
  private static @Nullable ReadPosition rounds(
      int rounds, List<Turns> turns, List<TurnReader> open, Schema schema, SplittableRandom random)
      throws IOException {
    TurnReader.Place place = null;
    int most = 1_000_000;
    while (turns.stream().anyMatch(turn -> turn.rowsOf.size() < rounds)) {
      int next = random.nextInt(open.size());
      Turns turn = turns.get(next);
      if (turn.rowsOf.size() < rounds) {
        turn.step(open.get(next), schema);
        if (turn.ended) {
          return null;
        }
      }
      if (place == null && turns.getFirst().rowsOf.size() == rounds) {
        place = open.getFirst().placeBehindRound().orElseThrow();
      }
      assertThat(most--).isPositive();
    }
    return place == null ? null : place.tell();
  }

  @Test
  void anyNumberOfReadersGoOnBehindARound() throws IOException {
    int resumed = 0;
    for (long seed = 0; seed < SEEDS / 2; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      files.content.clear();
      String extension = random.nextInt(3) == 0 ? ".jsonl" : ".csv";
      boolean json = extension.equals(".jsonl");
      Map<String, String> options = RandomTexts.options(json, random);
      boolean many = random.nextInt(4) == 0;
      int bytes = 0;
      for (int i = 0; i < (many ? 3 : 1); i++) {
        byte[] content = RandomTexts.file(json, random);
        bytes += content.length;
        files.content.put(many ? "t/k=" + i + "/x" + extension : "t" + extension, content);
      }
      Schema schema = many ? WITH_FOLDER : SCHEMA;
      String path = many ? "t/*/*" + extension : "t" + extension;
      Content whole = whole(schema, path, options);
      if (!whole.failure.isEmpty()) {
        continue;
      }
      int readers = 1 + random.nextInt(4);
      int pieceBytes = 1 + random.nextInt(random.nextBoolean() ? 20 : bytes + 1);
      List<Turns> before = turns(readers);
      List<TurnReader> open = open(before, schema, path, options, pieceBytes);
      ReadPosition position = rounds(1 + random.nextInt(6), before, open, schema, random);
      for (TurnReader reader : open) {
        reader.close();
      }
      if (position == null) {
        continue;
      }
      resumed++;
      Content head = joined(before);
      String what = "seed %d, %d readers, %d bytes, ".formatted(seed, readers, pieceBytes);

      List<Turns> after = turns(1 + random.nextInt(4));
      int otherBytes = 1 + random.nextInt(bytes + 1);
      List<TurnReader> again =
          open(after, schema, path, options, otherBytes, FilePlace.of(position));
      Content tail = toTheEnd(after, again, schema, random);
      assertThat(both(head, tail)).as(() -> what + options + " " + shown()).isEqualTo(whole);

      List<String> bad = new ArrayList<>();
      List<String> rows = new ArrayList<>();
      TableRequest request = request(schema, path, options, 3, bad);
      try (BatchReader reader = new FileConnector().openReader(request, position)) {
        for (Batch batch = reader.read(); batch != null; batch = reader.read()) {
          add(rows, schema, batch);
        }
      }
      assertThat(both(head, new Content(rows, bad, "")))
          .as(() -> what + "one reader, " + options + " " + shown())
          .isEqualTo(whole);
    }
    assertThat(resumed).isGreaterThan(SEEDS / 8);
  }

  private static Content both(Content head, Content tail) {
    List<String> rows = new ArrayList<>(head.rows);
    rows.addAll(tail.rows);
    List<String> bad = new ArrayList<>(head.bad);
    bad.addAll(tail.bad);
    return new Content(rows, bad, tail.failure);
  }

  private String shown() {
    StringBuilder text = new StringBuilder();
    files.content.forEach((path, content) ->
        text.append(path)
            .append('[')
            .append(new String(content, StandardCharsets.UTF_8))
            .append("]\n"));
    return text.toString();
  }

  @Test
  void threadsOfTheirOwnReadAlike() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder text = new StringBuilder("a,b\n");
    for (int i = 0; i < 6_000; i++) {
      text.append(random.nextInt(50) == 0 ? "x" : "" + i).append(',');
      text.append(i % 7 == 0 ? "\"line\nof " + i + "\"" : "b" + i).append('\n');
    }
    files.content.put("t.csv", text.toString().getBytes(StandardCharsets.UTF_8));
    Content whole = whole(SCHEMA, "t.csv", Map.of());
    assertThat(whole.bad).hasSizeGreaterThan(50);
    for (int readers : new int[] {2, 4}) {
      for (int pieceBytes : new int[] {37, 2_000}) {
        List<Turns> turns = turns(readers);
        List<TurnReader> open = open(turns, SCHEMA, "t.csv", Map.of(), pieceBytes);
        try (ExecutorService threads = Executors.newFixedThreadPool(readers)) {
          List<Callable<Boolean>> work = new ArrayList<>();
          for (int i = 0; i < readers; i++) {
            Turns own = turns.get(i);
            TurnReader reader = open.get(i);
            work.add(() -> {
              while (!own.ended) {
                if (!own.step(reader, SCHEMA)) {
                  LockSupport.parkNanos(10_000);
                }
              }
              return true;
            });
          }
          for (Future<Boolean> done : threads.invokeAll(work)) {
            assertThat(done.get()).isTrue();
          }
        }
        assertThat(joined(turns)).isEqualTo(whole);
      }
    }
  }

  @Test
  void aPieceMayHaveMoreRowsThanABatchShould() throws IOException {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, 1_000).forEach(i -> text.append(i).append(",x\n"));
    files.content.put("t/k=1/x.csv", text.toString().getBytes(StandardCharsets.UTF_8));
    Map<String, String> options = Map.of("csv.header", "false");

    Content content = inTurns(WITH_FOLDER, "t/*/*.csv", options, 5_000, 2, new SplittableRandom(1));

    assertThat(content).isEqualTo(whole(WITH_FOLDER, "t/*/*.csv", options));
    assertThat(content.rows).hasSize(1_000).contains("999|x|1|");
  }

  @Test
  void onlyPlainFilesOfUtf8LinesAreShared() throws IOException {
    files.content.put("t.csv", "a,b\n1,x\n".getBytes(StandardCharsets.UTF_8));
    files.content.put("z.csv", new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0});
    files.content.put("t.csv.gz", new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0});

    assertThat(shared("t.csv", Map.of())).isEqualTo(2);
    assertThat(shared("t.csv", Map.of("compression", "none"))).isEqualTo(2);
    assertThat(shared("t.csv", Map.of("compression", "zstd"))).isZero();
    assertThat(shared("t.csv", Map.of("encoding", "iso-8859-1"))).isZero();
    assertThat(shared("t.csv", Map.of("follow", "true"))).isZero();
    assertThat(shared("z.csv", Map.of())).isZero();
    assertThat(shared("z.csv", Map.of("compression", "none"))).isEqualTo(2);
    assertThat(shared("t.csv.gz", Map.of())).isZero();
    assertThat(shared("*.csv", Map.of())).isZero();
    assertThat(shared("-", Map.of("format", "csv"))).isZero();
    assertThat(shared("none.csv", Map.of())).isZero();
  }

  private int shared(String path, Map<String, String> options) throws IOException {
    List<TableRequest> requests =
        IntStream.range(0, 2)
            .mapToObj(_ -> request(SCHEMA, path, options, 4_096, new ArrayList<>()))
            .toList();
    List<TurnReader> turns = new FileConnector().openTurns(requests);
    for (TurnReader turn : turns) {
      turn.close();
    }
    return turns.size();
  }

  @Test
  void piecesAreNamedByTheBytesOfTheirFiles() throws IOException {
    files.content.put("a.csv", "1,x\n".repeat(25).getBytes(StandardCharsets.UTF_8));
    files.content.put("b.csv", new byte[0]);
    files.content.put("c.csv", "1,x\n".repeat(5).getBytes(StandardCharsets.UTF_8));
    Map<String, String> options = Map.of("csv.header", "false");
    TurnReader reader = open(turns(2), SCHEMA, "*.csv", options, 30).getLast();

    assertThat(reader.placesOf(0, 0)).hasToString("[bytes 1 to 30 of 'a.csv']");
    assertThat(reader.placesOf(1, 2)).hasToString("[bytes 31 to 90 of 'a.csv']");
    assertThat(reader.placesOf(3, 3)).hasToString("[bytes 91 to 100 of 'a.csv']");
    assertThat(reader.placesOf(4, 4)).isEmpty();
    assertThat(reader.placesOf(2, 9))
        .hasToString("[bytes 61 to 100 of 'a.csv', bytes 1 to 20 of 'c.csv']");
    assertThat(reader.placesOf(6, 7)).isEmpty();
    reader.close();
    assertThat(reader.placesOf(5, 5)).hasToString("[bytes 1 to 20 of 'c.csv']");
  }

  @Test
  void piecesAreAboutAsLongAsABatch() throws IOException {
    files.content.put("t.csv", "0123,5678\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
    FileSet set = FileSet.find("t.csv", files);
    Pieces pieces =
        Pieces.of(set.files(), 0, request(SCHEMA, "t.csv", Map.of(), 1_000, new ArrayList<>()))
            .orElseThrow();

    assertThat(pieces.bytes()).isEqualTo(10_000);
    assertThat(pieces.count()).isEqualTo(10);
  }

  @Test
  void aFileThatBecomesShorterIsAnError() throws IOException {
    byte[] content = "1,x\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    files.content.put("t.csv", content);
    List<Turns> turns = turns(1);
    TurnReader reader = open(turns, SCHEMA, "t.csv", Map.of("csv.header", "false"), 100).getFirst();
    files.content.put("t.csv", Arrays.copyOf(content, 1_500));

    assertThatThrownBy(
            () -> {
              while (!turns.getFirst().ended) {
                turns.getFirst().step(reader, SCHEMA);
              }
            })
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(
            "'t.csv' became shorter while it was read: it had 4000 bytes, and ended after 1500");
    reader.close();
  }
}
