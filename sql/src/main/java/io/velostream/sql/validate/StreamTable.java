package io.velostream.sql.validate;

import io.velostream.sql.TableDefinition;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/// A table of the catalogue as Calcite sees it.
public final class StreamTable extends AbstractTable {
  private final TableDefinition definition;
  private final int visible;

  /// @param visible how many of its columns `*` stands for: the first ones
  StreamTable(TableDefinition definition, int visible) {
    this.definition = definition;
    this.visible = visible;
  }

  /// The names of the columns that `*` does not stand for.
  List<String> hidden() {
    return definition.columns().subList(visible, definition.columns().size()).stream()
        .map(column -> column.field().name())
        .toList();
  }

  /// The table itself.
  public TableDefinition definition() {
    return definition;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory types) {
    return Types.row(definition.schema(), types);
  }
}
