package io.velostream.sql.rewrite;

import io.velostream.columnar.Field;
import io.velostream.columnar.error.UserException;
import io.velostream.sql.CatalogView;
import io.velostream.sql.TableDefinition;
import io.velostream.sql.grammar.ast.FileTable;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.LookupOperator;
import io.velostream.sql.validate.VersionOperator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlAsofJoin;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSnapshot;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/// Rewrites joins with the version of a row that was valid at a time, `l JOIN r FOR SYSTEM_TIME AS
/// OF l.ts ON l.k = r.k`, to an ASOF join by the time of which `r` has a watermark. The
/// [VersionOperator] in it keeps in mind that both times must be event time. A table without a
/// watermark has no versions: its rows are looked up as they are, and a [LookupOperator] in the
/// condition of a plain join says so.
public final class VersionJoins extends SqlShuttle {
  private final CatalogView catalog;

  /// Names of the queries of WITH, in lower case.
  private final Set<String> queries = new HashSet<>();

  private VersionJoins(CatalogView catalog) {
    this.catalog = catalog;
  }

  /// The query with ASOF joins in place of those.
  ///
  /// @throws UserException where FOR SYSTEM_TIME AS OF is no such join
  public static SqlNode rewrite(SqlNode query, CatalogView catalog) {
    SqlNode rewritten = query.accept(new VersionJoins(catalog));
    if (rewritten == null) {
      throw new IllegalStateException("a query was rewritten to nothing");
    }
    return rewritten;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    return switch (call) {
      case SqlWith with -> {
        Set<String> outside = Set.copyOf(queries);
        with.withList.forEach(item -> queries.add(lower(((SqlWithItem) item).name)));
        SqlNode inside = super.visit(call);
        queries.retainAll(outside);
        yield inside;
      }
      case SqlJoin join -> {
        SqlSnapshot snapshot = snapshot(join.getRight());
        yield snapshot == null ? super.visit(call) : joined(join, snapshot);
      }
      case SqlSnapshot snapshot ->
          throw FrontEndErrors.notSupported(
              "FOR SYSTEM_TIME AS OF anywhere but right of JOIN is",
              FrontEndErrors.position(snapshot),
              "write FROM l JOIN r FOR SYSTEM_TIME AS OF l.ts ON l.k = r.k");
      default -> super.visit(call);
    };
  }

  private static @Nullable SqlSnapshot snapshot(SqlNode relation) {
    return switch (relation) {
      case SqlSnapshot snapshot -> snapshot;
      case SqlCall as
          when as.getKind() == SqlKind.AS && as.operand(0) instanceof SqlSnapshot snapshot ->
          snapshot;
      default -> null;
    };
  }

  private SqlNode joined(SqlJoin join, SqlSnapshot snapshot) {
    if (isLookup(snapshot)) {
      return lookup(join, snapshot);
    }
    SqlIdentifier time = time(snapshot.getPeriod());
    Versions versions = versions(join.getRight(), snapshot);
    if (versions.named.has(time)) {
      throw ofItself(time, versions.named.name);
    }
    SqlNode left = rewritten(join.getLeft());
    return new SqlAsofJoin(
        join.getParserPosition(),
        left,
        join.isNaturalNode(),
        type(join).symbol(join.getJoinTypeNode().getParserPosition()),
        versions.named.relation,
        join.getConditionTypeNode(),
        keys(join),
        VersionOperator.AS_OF.createCall(
            time.getParserPosition(),
            time,
            new SqlIdentifier(
                List.of(versions.named.name, versions.named.columns.get(versions.time)),
                time.getParserPosition())));
  }

  /// Whether rows are looked up as they are: those of a table have no time of their own.
  private boolean isLookup(SqlSnapshot snapshot) {
    return snapshot.getTableRef() instanceof SqlIdentifier name
        && definition(name).filter(table -> table.watermark().isEmpty()).isPresent()
        && (isColumn(snapshot.getPeriod()) || isNow(snapshot.getPeriod()));
  }

  private static boolean isNow(SqlNode period) {
    return period instanceof SqlCall call
        && call.getOperator().getName().toUpperCase(Locale.ROOT).equals("PROCTIME");
  }

  /// A join whose condition says besides at which time rows are looked up.
  private SqlNode lookup(SqlJoin join, SqlSnapshot snapshot) {
    JoinType _ = type(join); // or it is refused
    Named found = named(join.getRight(), snapshot);
    SqlNode time = snapshot.getPeriod();
    if (time instanceof SqlIdentifier column && found.has(column)) {
      throw ofItself(column, found.name);
    }
    SqlNode condition = join.getCondition();
    if (condition == null || join.getConditionType() != JoinConditionType.ON) {
      throw withoutOn(join);
    }
    TableDefinition table =
        definition((SqlIdentifier) snapshot.getTableRef())
            .orElseThrow(() -> noTable(snapshot.getTableRef()));
    SqlParserPos place = snapshot.getTableRef().getParserPosition();
    SqlNode asOf =
        (catalog.findsByKey(table.options()) ? LookupOperator.BY_KEY : LookupOperator.WHOLE)
            .createCall(
                place,
                time,
                new SqlIdentifier(List.of(found.name, found.columns.getFirst()), place));
    return new SqlJoin(
        join.getParserPosition(),
        rewritten(join.getLeft()),
        SqlLiteral.createBoolean(false, join.getParserPosition()),
        join.getJoinTypeNode(),
        found.relation,
        join.getConditionTypeNode(),
        SqlStdOperatorTable.AND.createCall(place, rewritten(condition), asOf));
  }

  private SqlNode rewritten(SqlNode node) {
    SqlNode made = node.accept(this);
    if (made == null) {
      throw new IllegalStateException("a part of a query was rewritten to nothing");
    }
    return made;
  }

  private static UserException ofItself(SqlIdentifier time, String table) {
    return FrontEndErrors.invalid(
        "AS OF takes the time of the row on the left, and '%s' is a column of '%s'"
            .formatted(time, table),
        FrontEndErrors.position(time),
        "name the event time of a table before JOIN, with that table, as in l.ts");
  }

  private static SqlIdentifier time(SqlNode period) {
    if (isColumn(period)) {
      return (SqlIdentifier) period;
    }
    throw isNow(period)
        ? FrontEndErrors.notSupported(
            "a lookup join with a table whose rows are valid from a time on is",
            FrontEndErrors.position(period),
            "AS OF the event time of the left table finds the version that was valid then; to look"
                + " up the row as it is, declare the table without WATERMARK")
        : FrontEndErrors.notSupported(
            "FOR SYSTEM_TIME AS OF anything but a column is",
            FrontEndErrors.position(period),
            "name the event time of the left table");
  }

  /// A column, with its table or without, but no field of it.
  private static boolean isColumn(SqlNode value) {
    return value instanceof SqlIdentifier name && name.names.size() <= 2;
  }

  private static JoinType type(SqlJoin join) {
    return switch (join.getJoinType()) {
      case INNER -> JoinType.ASOF;
      case LEFT -> JoinType.LEFT_ASOF;
      default ->
          throw FrontEndErrors.notSupported(
              "FOR SYSTEM_TIME AS OF in a join that is neither INNER nor LEFT is",
              FrontEndErrors.position(join.getRight()),
              "write JOIN or LEFT JOIN, and ON");
    };
  }

  /// What ON says of equal keys, which is all that it may say.
  private static SqlNode keys(SqlJoin join) {
    SqlNode condition = join.getCondition();
    if (condition == null || join.getConditionType() != JoinConditionType.ON) {
      throw withoutOn(join);
    }
    checkKeys(condition);
    return condition;
  }

  private static UserException withoutOn(SqlJoin join) {
    return FrontEndErrors.notSupported(
        "FOR SYSTEM_TIME AS OF without ON is",
        FrontEndErrors.position(join.getRight()),
        "write ON l.k = r.k");
  }

  private static void checkKeys(SqlNode condition) {
    if (condition instanceof SqlCall and && and.getKind() == SqlKind.AND) {
      and.getOperandList().forEach(VersionJoins::checkKeys);
    } else if (condition.getKind() != SqlKind.EQUALS
        || !((SqlCall) condition).getOperandList().stream().allMatch(VersionJoins::isColumn)) {
      throw FrontEndErrors.notSupported(
          "a condition that is no equality of columns in a join FOR SYSTEM_TIME AS OF is",
          FrontEndErrors.position(condition),
          "put it into WHERE, or for LEFT JOIN into a CASE in SELECT: both come after the version"
              + " is chosen");
    }
  }

  /// A table of versions.
  ///
  /// @param time the column from whose value on a version is valid
  private record Versions(Named named, int time) {}

  /// The table behind JOIN.
  ///
  /// @param relation the table as FROM names it, without a time
  /// @param name what its columns are called by
  /// @param columns what they are called
  private record Named(SqlNode relation, String name, List<String> columns) {
    /// Whether a column is one of these, or might be, for all that it says.
    boolean has(SqlIdentifier column) {
      return column.isSimple()
          ? columns.stream().anyMatch(column.getSimple()::equalsIgnoreCase)
          : column.names.getFirst().equalsIgnoreCase(name);
    }
  }

  private Versions versions(SqlNode relation, SqlSnapshot snapshot) {
    SqlNode of = snapshot.getTableRef();
    if (!(of instanceof SqlIdentifier name)) {
      throw noTable(of);
    }
    TableDefinition table = definition(name).orElseThrow(() -> noTable(name));
    TableDefinition.Watermark watermark =
        table
            .watermark()
            .orElseThrow(() ->
                FrontEndErrors.invalid(
                    "nothing says from when on a row of '%s' is valid: it has no watermark"
                        .formatted(table.name()),
                    FrontEndErrors.position(of),
                    "declare WATERMARK FOR ts AS ts for its time; ASOF JOIN … ON l.k = r.k AND l.ts"
                        + " >= r.ts takes any column, and changes what came out when a row comes"
                        + " late"));
    return new Versions(named(relation, snapshot), table.schema().indexOf(watermark.column()));
  }

  private Named named(SqlNode relation, SqlSnapshot snapshot) {
    SqlNode of = snapshot.getTableRef();
    if (!(of instanceof SqlIdentifier name)) {
      throw noTable(of);
    }
    TableDefinition table = definition(name).orElseThrow(() -> noTable(name));
    List<String> columns =
        new ArrayList<>(table.schema().fields().stream().map(Field::name).toList());
    if (!(relation instanceof SqlCall as) || as.getKind() != SqlKind.AS) {
      return new Named(of, name.names.getLast(), columns);
    }
    List<SqlNode> operands = new ArrayList<>(as.getOperandList());
    operands.set(0, of);
    List<SqlNode> names = operands.subList(2, operands.size());
    // A list of another length is refused later, as it is anywhere.
    for (int i = 0; i < Math.min(names.size(), columns.size()); i++) {
      columns.set(i, ((SqlIdentifier) names.get(i)).getSimple());
    }
    return new Named(
        as.getOperator().createCall(as.getParserPosition(), operands),
        ((SqlIdentifier) as.operand(1)).getSimple(),
        columns);
  }

  /// The table of a name; empty for a view or a query.
  private Optional<TableDefinition> definition(SqlIdentifier name) {
    if (name instanceof FileTable file) {
      return Optional.of(catalog.file(file.path(), FileTable.options(file.reference())));
    }
    if (!name.isSimple() || queries.contains(lower(name))) {
      return Optional.empty();
    }
    TableDefinition table =
        catalog
            .find(name.getSimple())
            .orElseThrow(() ->
                FrontEndErrors.unknownTable(
                    name.getSimple(), catalog.names(), FrontEndErrors.position(name)));
    return table.kind() == TableDefinition.Kind.VIEW ? Optional.empty() : Optional.of(table);
  }

  private static UserException noTable(SqlNode relation) {
    return FrontEndErrors.notSupported(
        "FOR SYSTEM_TIME AS OF of anything but a table is",
        FrontEndErrors.position(relation),
        "ASOF JOIN … ON l.k = r.k AND l.ts >= r.ts does the same with a view or a query whose time"
            + " is event time");
  }

  private static String lower(SqlIdentifier name) {
    return name.getSimple().toLowerCase(Locale.ROOT);
  }
}
