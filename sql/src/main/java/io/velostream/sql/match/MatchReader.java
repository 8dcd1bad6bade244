package io.velostream.sql.match;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.match.MatchSlot;
import io.velostream.expression.match.RowPattern;
import io.velostream.expression.match.RowsPerMatch;
import io.velostream.expression.match.SkipRule;
import io.velostream.sql.grammar.ast.MatchRows;
import io.velostream.sql.validate.FrontEndErrors;
import io.velostream.sql.validate.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/// Reads a MATCH_RECOGNIZE clause over an input whose columns are known.
public final class MatchReader {
  private final SqlMatchRecognize clause;
  private final Schema input;
  private final RelDataType inputType;
  private final SqlValidator validator;
  private final MatchExpressions expressions;
  private final MatchVariables variables;
  private final SlotTypes types;

  private MatchReader(
      SqlMatchRecognize clause,
      RelDataType inputType,
      SqlValidator validator,
      MatchExpressions expressions) {
    this.clause = clause;
    this.inputType = inputType;
    this.input = Types.schema(inputType);
    this.validator = validator;
    this.expressions = expressions;
    this.variables = new MatchVariables(tables(clause.getTableRef()), inputType.getFieldNames());
    this.types = new SlotTypes(input, expressions);
  }

  /// The clause with names and types.
  ///
  /// @param inputType the columns of its table
  /// @throws UserException for any error in it
  public static MatchQuery read(
      SqlMatchRecognize clause,
      RelDataType inputType,
      SqlValidator validator,
      MatchExpressions expressions) {
    return new MatchReader(clause, inputType, validator, expressions).read();
  }

  private static List<List<String>> tables(SqlNode table) {
    List<List<String>> names = new ArrayList<>();
    SqlNode named = table;
    if (table.getKind() == SqlKind.AS) {
      names.add(List.of(((SqlIdentifier) ((SqlCall) table).operand(1)).getSimple()));
      named = ((SqlCall) table).operand(0);
    }
    if (named instanceof SqlIdentifier identifier) {
      names.add(identifier.names);
      names.add(List.of(identifier.names.getLast()));
    }
    return names;
  }

  private MatchQuery read() {
    RowPattern pattern = new PatternReader(variables).read(clause);
    clause.getSubsetList().forEach(variables::addSubset);
    RowsPerMatch rows = rows();
    if (rows == RowsPerMatch.ALL_WITH_UNMATCHED && excludes(pattern)) {
      throw FrontEndErrors.invalid(
          "WITH UNMATCHED ROWS shows all rows, but {- -} hides some",
          FrontEndErrors.position(clause.getPattern()),
          "leave one of them out");
    }
    List<Integer> partition = clause.getPartitionList().stream().map(this::column).toList();
    List<RelFieldCollation> order = clause.getOrderList().stream().map(this::order).toList();
    List<Optional<MatchQuery.Condition>> conditions = conditions();
    SlotCollector collector = new SlotCollector(variables, validator, true);
    List<String> names = new ArrayList<>();
    List<SqlNode> sources = new ArrayList<>();
    for (SqlNode measure : clause.getMeasureList()) {
      SqlCall call = (SqlCall) measure;
      SqlIdentifier alias = call.operand(1);
      if (names.stream().anyMatch(alias.getSimple()::equalsIgnoreCase)) {
        throw twice(alias);
      }
      names.add(alias.getSimple());
      sources.add(call.operand(0).accept(collector));
    }
    List<MatchSlot> slots = types.of(collector.slots());
    List<RexNode> measures = types.expressions(sources, slots);
    List<Integer> passed = passed(rows, partition, order);
    return new MatchQuery(
        partition,
        order,
        variables.names(),
        pattern,
        types.cells(),
        types.aggregates(),
        conditions,
        slots,
        measures,
        rows,
        skip(),
        within(order),
        passed,
        rowType(passed, names, measures));
  }

  private RowsPerMatch rows() {
    return !(clause.getRowsPerMatch() instanceof MatchRows rows)
        ? RowsPerMatch.ONE
        : switch (rows.shown()) {
          case EMPTY_MATCHES -> RowsPerMatch.ALL;
          case NONE -> RowsPerMatch.ALL_WITHOUT_EMPTY;
          case UNMATCHED -> RowsPerMatch.ALL_WITH_UNMATCHED;
        };
  }

  private static boolean excludes(RowPattern pattern) {
    return switch (pattern) {
      case RowPattern.Exclude _ -> true;
      case RowPattern.Sequence(List<RowPattern> parts) ->
          parts.stream().anyMatch(MatchReader::excludes);
      case RowPattern.Choice(List<RowPattern> parts) ->
          parts.stream().anyMatch(MatchReader::excludes);
      case RowPattern.Permute(List<RowPattern> parts) ->
          parts.stream().anyMatch(MatchReader::excludes);
      case RowPattern.Repeat repeat -> excludes(repeat.part());
      case RowPattern.Empty _,
          RowPattern.Variable _,
          RowPattern.PartitionStart _,
          RowPattern.PartitionEnd _ ->
          false;
    };
  }

  private List<Optional<MatchQuery.Condition>> conditions() {
    List<Optional<MatchQuery.Condition>> conditions = new ArrayList<>();
    variables.names().forEach(_ -> conditions.add(Optional.empty()));
    for (SqlNode definition : clause.getPatternDefList()) {
      SqlCall call = (SqlCall) definition;
      SqlIdentifier name = call.operand(1);
      int variable = variables.defined(name);
      if (conditions.get(variable).isPresent()) {
        throw twice(name);
      }
      SqlNode source = call.operand(0);
      SlotCollector collector = new SlotCollector(variables, validator, false);
      SqlNode rest = source.accept(collector);
      List<MatchSlot> slots = types.of(collector.slots());
      RexNode test = types.expressions(Arrays.asList(rest), slots).getFirst();
      if (!Types.fromCalcite(test.getType()).equals(DataType.BOOLEAN)) {
        throw new UserException(
            ErrorCode.TYPE_MISMATCH,
            "DEFINE needs a condition, but this is " + Types.fromCalcite(test.getType()).sql(),
            FrontEndErrors.position(source),
            "compare it with something");
      }
      conditions.set(variable, Optional.of(new MatchQuery.Condition(slots, test)));
    }
    return conditions;
  }

  private static UserException twice(SqlIdentifier name) {
    return FrontEndErrors.invalid(
        name.getSimple() + " is there twice",
        FrontEndErrors.position(name),
        "give it a name of its own");
  }

  private int column(SqlNode node) {
    if (!(node instanceof SqlIdentifier identifier)) {
      throw FrontEndErrors.notSupported(
          "PARTITION BY and ORDER BY of an expression in MATCH_RECOGNIZE is",
          FrontEndErrors.position(node),
          "compute it in a subquery, and name its column");
    }
    SqlIdentifier column = variables.withoutTable(identifier);
    for (int i = 0; i < input.size(); i++) {
      if (column.isSimple() && input.field(i).name().equalsIgnoreCase(column.getSimple())) {
        return i;
      }
    }
    throw FrontEndErrors.unknownColumn(
        column.names.getLast(),
        input.fields().stream().map(Field::name).toList(),
        FrontEndErrors.position(identifier));
  }

  private RelFieldCollation order(SqlNode node) {
    return order(node, RelFieldCollation.Direction.ASCENDING, null);
  }

  private RelFieldCollation order(
      SqlNode node,
      RelFieldCollation.Direction direction,
      RelFieldCollation.@Nullable NullDirection nulls) {
    return switch (node.getKind()) {
      case DESCENDING ->
          order(((SqlCall) node).operand(0), RelFieldCollation.Direction.DESCENDING, nulls);
      case NULLS_FIRST ->
          order(((SqlCall) node).operand(0), direction, RelFieldCollation.NullDirection.FIRST);
      case NULLS_LAST ->
          order(((SqlCall) node).operand(0), direction, RelFieldCollation.NullDirection.LAST);
      default ->
          nulls == null
              ? new RelFieldCollation(
                  column(node), direction, RelFieldCollation.NullDirection.UNSPECIFIED)
              : new RelFieldCollation(column(node), direction, nulls);
    };
  }

  private SkipRule skip() {
    SqlNode after = clause.getAfter();
    if (after instanceof SqlCall call) {
      SqlIdentifier name = call.operand(0);
      return new SkipRule.ToRow(
          variables.variable(name),
          call.getOperator().equals(SqlMatchRecognize.SKIP_TO_LAST),
          MatchVariables.name(name));
    }
    boolean next =
        after instanceof SqlLiteral literal
            && literal.getValue() == SqlMatchRecognize.AfterOption.SKIP_TO_NEXT_ROW;
    return next ? new SkipRule.ToNextRow() : new SkipRule.PastLastRow();
  }

  private Optional<MatchQuery.Within> within(List<RelFieldCollation> order) {
    SqlLiteral interval = clause.getInterval();
    if (interval == null) {
      return Optional.empty();
    }
    SourcePosition position = FrontEndErrors.position(interval);
    if (order.isEmpty()
        || order.getFirst().getDirection().isDescending()
        || !(input.type(order.getFirst().getFieldIndex()) instanceof DataType.Timestamp)) {
      throw FrontEndErrors.invalid(
          "WITHIN needs rows that are ordered by a TIMESTAMP first, ascending",
          position,
          "ORDER BY ts");
    }
    List<SqlNode> source = List.of(interval);
    return Optional.of(
        new MatchQuery.Within(expressions.expressions(source, input).getFirst(), position));
  }

  private List<Integer> passed(
      RowsPerMatch rows, List<Integer> partition, List<RelFieldCollation> order) {
    Set<Integer> columns = new LinkedHashSet<>(partition);
    if (rows.isAll()) {
      order.forEach(key -> columns.add(key.getFieldIndex()));
      for (int i = 0; i < input.size(); i++) {
        columns.add(i);
      }
    }
    return List.copyOf(columns);
  }

  private RelDataType rowType(List<Integer> passed, List<String> names, List<RexNode> measures) {
    RelDataTypeFactory factory = validator.getTypeFactory();
    RelDataTypeFactory.Builder builder = factory.builder();
    Set<String> known = new HashSet<>();
    for (int column : passed) {
      builder.add(inputType.getFieldList().get(column));
      known.add(input.field(column).name().toLowerCase(Locale.ROOT));
    }
    for (int i = 0; i < names.size(); i++) {
      if (known.contains(names.get(i).toLowerCase(Locale.ROOT))) {
        throw twice(((SqlCall) clause.getMeasureList().get(i)).operand(1));
      }
      builder.add(names.get(i), factory.createTypeWithNullability(measures.get(i).getType(), true));
    }
    if (builder.getFieldCount() == 0) {
      throw FrontEndErrors.invalid(
          "MATCH_RECOGNIZE without a column to give",
          FrontEndErrors.position(clause),
          "add MEASURES, or ALL ROWS PER MATCH");
    }
    return builder.build();
  }
}
