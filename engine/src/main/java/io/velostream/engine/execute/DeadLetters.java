package io.velostream.engine.execute;

import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.Slice;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.connector.file.FileTables;
import io.velostream.connector.spi.BadRows;
import io.velostream.connector.spi.BatchWriter;
import io.velostream.connector.spi.EpochWriter;
import io.velostream.connector.spi.ErrorPolicy;
import io.velostream.plan.LeafNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.TableDescription;
import io.velostream.runtime.checkpoint.SinkGroup;
import io.velostream.runtime.job.FaultCounts;
import io.velostream.runtime.job.FaultFigures.Fate;
import io.velostream.runtime.job.FaultFigures.Side;
import io.velostream.runtime.parallel.Aside;
import io.velostream.runtime.parallel.LetterTaker;
import io.velostream.runtime.table.SideTable;
import io.velostream.runtime.table.StoredBatches;
import io.velostream.sql.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What becomes of the rows at fault of one job that writes to a table, or to several: each table
/// that it reads or writes has its own [ErrorPolicy].
final class DeadLetters {
  private final Environment environment;
  private final Map<String, LetterBox> boxes = new LinkedHashMap<>();
  private final FaultCounts counts = new FaultCounts();
  private final List<RefusedRows> targets = new ArrayList<>();

  DeadLetters(Environment environment) {
    this.environment = environment;
  }

  /// Who takes the bad rows of a table that is read.
  ///
  /// @param errors takes those that are shown in `$errors`
  static BadRows whenRead(TableDescription table, BadRows errors) {
    return fails(table) ? DeadLetters::fail : errors;
  }

  private static boolean fails(TableDescription table) {
    return ErrorPolicy.of(table.options()).equals(Optional.of(ErrorPolicy.FAIL));
  }

  private static void fail(String source, long position, Slice raw, String reason) {
    throw new UserException(ErrorCode.BAD_INPUT, source + ":" + position + ": " + reason)
        .hint(
            "'%s' = 'skip' leaves such rows out, 'dead-letter' writes them to another table"
                .formatted(ErrorPolicy.OPTION));
  }

  /// How many rows were left out so far.
  FaultCounts counts() {
    return counts;
  }

  /// The same where dead letters are written: in a statement that was prepared for them. Looking at
  /// a table writes nothing.
  BadRows whenReadByJob(TableDescription table, BadRows taker) {
    LetterBox box = boxes.get(table.options().get(ErrorPolicy.TARGET));
    return box == null
        ? whenShared(table, taker)
        : counted(both(taker, box), table.name(), Side.SOURCE, Fate.DEAD_LETTERED);
  }

  /// The same for one of several readers, whose letters are gathered later.
  BadRows whenShared(TableDescription table, BadRows taker) {
    Fate fate =
        boxes.containsKey(table.options().get(ErrorPolicy.TARGET))
            ? Fate.DEAD_LETTERED
            : Fate.SKIPPED;
    return fails(table) ? DeadLetters::fail : counted(taker, table.name(), Side.SOURCE, fate);
  }

  private BadRows counted(BadRows taker, String table, Side side, Fate fate) {
    Runnable counter = counts.counter(table, side, fate);
    return (source, position, raw, reason) -> {
      taker.report(source, position, raw, reason);
      counter.run();
    };
  }

  /// Who takes the rows that a target refuses.
  RefusedRows whenWritten(TableDefinition target) {
    RefusedRows refused = new RefusedRows();
    targets.add(refused);
    switch (ErrorPolicy.of(target.options()).orElse(ErrorPolicy.FAIL)) {
      case FAIL -> refused.goTo(DeadLetters::refuse);
      case SKIP -> refused.goTo(counted(refused::show, target.name(), Side.SINK, Fate.SKIPPED));
      case DEAD_LETTER ->
          refused.goTo(
              counted(
                  both(refused::show, box(target.options())),
                  target.name(),
                  Side.SINK,
                  Fate.DEAD_LETTERED));
    }
    return refused;
  }

  private static void refuse(String table, long number, Slice row, String reason) {
    throw new UserException(
            ErrorCode.BAD_INPUT, "'%s' refuses the row %s: %s".formatted(table, row, reason))
        .hint(
            "'%s' = 'skip' leaves such rows out, 'dead-letter' writes them to another table"
                .formatted(ErrorPolicy.OPTION));
  }

  private static BadRows both(BadRows one, BadRows other) {
    return (source, position, raw, reason) -> {
      one.report(source, position, raw, reason);
      other.report(source, position, raw, reason);
    };
  }

  private LetterBox box(Map<String, String> options) {
    String to = options.get(ErrorPolicy.TARGET);
    if (to == null) {
      throw new IllegalStateException("dead letters of a table that was not checked");
    }
    return boxes.computeIfAbsent(to, _ -> new LetterBox());
  }

  /// Where skipped rows of the target are shown; known when the run begins.
  void showIn(BadRows taker) {
    targets.forEach(target -> target.showIn(taker));
  }

  /// What a run in several pipelines puts aside.
  ///
  /// @param job names the table of what the target refuses
  Aside aside(String job) {
    return aside(List.of(job));
  }

  /// The same for a run with several targets.
  ///
  /// @param jobs by target
  Aside aside(List<String> jobs) {
    int kept = environment.settings().runtime().keptRows();
    List<SideTable> refused = jobs.stream().map(job -> SideTable.errors(job, kept)).toList();
    for (int i = 0; i < targets.size(); i++) {
      targets.get(i).showIn(refused.get(i).badRows());
    }
    return new Aside(new Gathered(), refused);
  }

  /// Takes the letters of tables that several readers share. Looking at a table writes nothing:
  /// then there are no boxes.
  private final class Gathered implements LetterTaker {
    @Override
    public boolean wants(TableDescription table) {
      return sendsLetters(table) && boxes.containsKey(table.options().get(ErrorPolicy.TARGET));
    }

    @Override
    public void take(TableDescription table, StoredBatches letters) {
      box(table.options()).add(letters);
    }
  }

  private static boolean sendsLetters(TableDescription table) {
    return ErrorPolicy.of(table.options()).equals(Optional.of(ErrorPolicy.DEAD_LETTER));
  }

  /// Makes boxes for all tables that the plan reads; those of the target are there already.
  ///
  /// @throws UserException when nobody can take what is in one of them
  void prepare(PlanNode root) {
    addBoxes(root);
    boxes.keySet().forEach(this::table);
  }

  private void addBoxes(PlanNode node) {
    if (node instanceof LeafNode.Scan scan && sendsLetters(scan.table())) {
      box(scan.table().options());
    }
    node.inputs().forEach(this::addBoxes);
  }

  /// The writer with the tables for dead letters beside it, if there are any.
  BatchWriter beside(BatchWriter writer, Function<TableDefinition, BatchWriter> open) {
    BatchWriter all = writer;
    for (Map.Entry<String, LetterBox> each : boxes.entrySet()) {
      all = new LetterWriter(all, open.apply(table(each.getKey())), each.getValue());
    }
    return all;
  }

  /// The same for a job that can be resumed.
  EpochWriter besideEpochs(EpochWriter writer, Function<TableDefinition, EpochWriter> open) {
    return boxes.isEmpty() ? writer : besideEpochs(List.of(writer), open);
  }

  /// The writers of plans that run side by side, and the tables for dead letters beside them.
  SinkGroup besideEpochs(List<EpochWriter> writers, Function<TableDefinition, EpochWriter> open) {
    SinkGroup group = new SinkGroup(writers);
    boxes.forEach((to, box) -> group.add(open.apply(table(to)), box::take));
    return group;
  }

  /// The table that an option names, or that a path stands for.
  private TableDefinition table(String to) {
    Optional<TableDefinition> known = environment.catalog().find(to);
    if (known.isEmpty() && FileTables.format(to).isEmpty()) {
      throw new UserException(
              ErrorCode.UNKNOWN_NAME, "dead letters go to '" + to + "', and there is no such table")
          .hint(
              "CREATE TABLE %s (source VARCHAR, \"position\" BIGINT, reason VARCHAR, raw VARCHAR)"
                      .formatted(to)
                  + " WITH (…), or name a file such as 'errors.jsonl'");
    }
    TableDefinition table =
        known.orElseGet(() ->
            TableDefinition.ofColumns(to, SideTable.ERROR_SCHEMA, FileTables.options(to), true));
    requireColumns(table);
    return table;
  }

  private static void requireColumns(TableDefinition table) {
    Schema has = table.physicalSchema();
    if (!has.types().equals(SideTable.ERROR_SCHEMA.types())) {
      throw new UserException(
              ErrorCode.TYPE_MISMATCH,
              "the table '%s' cannot take dead letters: its columns are %s"
                  .formatted(table.name(), has))
          .hint(
              "it needs "
                  + String.join(
                      ", ",
                      SideTable.ERROR_SCHEMA.fields().stream().map(DeadLetters::column).toList()));
    }
  }

  private static String column(Field field) {
    return field.name() + " " + field.type().sql();
  }
}
