package io.velostream.sql.validate;

import io.velostream.columnar.Field;
import io.velostream.columnar.error.ErrorCode;
import io.velostream.columnar.error.UserException;
import io.velostream.sql.DefinitionText;
import io.velostream.sql.TableDefinition;
import java.util.List;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.TranslatableTable;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/// A view: stands for the algebra of its text, compiled anew in every query that reads it.
final class ViewTable extends AbstractTable implements TranslatableTable {
  private final TableDefinition view;
  private final QueryFrontEnd frontEnd;
  private @Nullable RelNode algebra;

  ViewTable(TableDefinition view, QueryFrontEnd frontEnd) {
    this.view = view;
    this.frontEnd = frontEnd;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory types) {
    return algebra().getRowType();
  }

  @Override
  public RelNode toRel(RelOptTable.ToRelContext context, RelOptTable table) {
    return algebra();
  }

  private RelNode algebra() {
    RelNode known = algebra;
    if (known != null) {
      return known;
    }
    RelNode body = frontEnd.view(view.name(), view.query().orElseThrow());
    List<String> names = view.columns().stream().map(c -> c.field()).map(Field::name).toList();
    if (names.size() != body.getRowType().getFieldCount()) {
      throw new UserException(
              ErrorCode.INVALID_STATEMENT,
              "the view '%s' has %d columns, but its query now gives %d"
                  .formatted(view.name(), names.size(), body.getRowType().getFieldCount()))
          .hint("a table it reads has changed: create the view again");
    }
    RelNode named =
        frontEnd.rename(
            DefinitionPositions.mark(
                body, DefinitionText.title(view.kind(), view.name()), DefinitionText.QUERY),
            SqlValidatorUtil.uniquify(names, true));
    algebra = named;
    return named;
  }
}
