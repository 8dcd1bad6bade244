package io.velostream.sql.lower;

import io.velostream.columnar.Schema;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.SourcePosition;
import io.velostream.columnar.error.UserException;
import io.velostream.expression.Expression;
import io.velostream.plan.LeafNode;
import io.velostream.plan.PlanNode;
import io.velostream.plan.RowNode;
import io.velostream.sql.DefinitionText;
import io.velostream.sql.TableDefinition;
import io.velostream.sql.grammar.SqlStatements;
import io.velostream.sql.validate.StreamTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.sql.SqlNode;

/// A table: its reader, then its computed columns, then its watermark.
final class LowerScan {
  private LowerScan() {}

  static PlanNode lower(TableScan scan, Lowering lowering) {
    StreamTable table = scan.getTable().unwrapOrThrow(StreamTable.class);
    return lower(
        table.definition(),
        table.isKeyed() ? KeyedScan.of(table.definition(), lowering) : scan(table.definition()),
        lowering);
  }

  private static PlanNode scan(TableDefinition table) {
    Schema physical = table.physicalSchema();
    return new LeafNode.Scan(
        table.description(),
        IntStream.range(0, physical.size()).boxed().toList(),
        table.changelog(),
        physical);
  }

  private static PlanNode lower(TableDefinition table, PlanNode rows, Lowering lowering) {
    Schema physical = table.physicalSchema();
    PlanNode node = rows;
    if (physical.size() < table.columns().size()) {
      node = new RowNode.Calc(node, null, columns(table, physical, lowering), table.schema());
    }
    return table.watermark().isPresent()
        ? watermark(node, table, table.watermark().get(), lowering)
        : node;
  }

  private static List<Expression> columns(
      TableDefinition table, Schema physical, Lowering lowering) {
    List<Expression> outputs = new ArrayList<>();
    int next = 0;
    for (TableDefinition.Column column : table.columns()) {
      switch (column) {
        case TableDefinition.Column.Physical _ -> outputs.add(Columns.of(physical, next++));
        case TableDefinition.Column.Computed computed ->
            outputs.add(
                bind(
                    computed.expression(),
                    physical,
                    lowering,
                    place -> within(place, table, DefinitionText.expression(table, computed))));
      }
    }
    return outputs;
  }

  private static PlanNode watermark(
      PlanNode node,
      TableDefinition table,
      TableDefinition.Watermark watermark,
      Lowering lowering) {
    int column = node.schema().indexOf(watermark.column());
    return new RowNode.Watermark(
        node,
        column,
        bind(
            watermark.expression(),
            node.schema(),
            lowering,
            place -> within(place, table, DefinitionText.watermark(table, watermark.column()))));
  }

  private static SourcePosition within(
      SourcePosition place, TableDefinition table, SourcePosition start) {
    return place.within(DefinitionText.title(table.kind(), table.name()), start);
  }

  /// An expression of a table definition.
  ///
  /// @param places places in its text as places in the definition's
  private static Expression bind(
      String text, Schema input, Lowering lowering, UnaryOperator<SourcePosition> places) {
    SqlNode expression = SqlStatements.parseExpression(text);
    try {
      return lowering
          .binder()
          .withPlaces(places)
          .bind(lowering.frontEnd().expressions(List.of(expression), input).getFirst());
    } catch (UserException error) {
      throw new UserException(
          ErrorCode.INVALID_STATEMENT,
          "the table's expression %s does not compile: %s".formatted(text, error.message()),
          places.apply(error.position()),
          "create the table again");
    }
  }
}
