package io.velostream.sql.validate;

import io.velostream.sql.match.MatchRel;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.sql.SqlMatchRecognize;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/// Calcite's converter, but for MATCH_RECOGNIZE.
final class StreamConverter extends SqlToRelConverter {
  private final StreamValidator names;

  StreamConverter(
      RelOptTable.ViewExpander views,
      StreamValidator validator,
      CalciteCatalogReader catalog,
      RelOptCluster cluster,
      SqlRexConvertletTable convertlets,
      Config config) {
    super(views, validator, catalog, cluster, convertlets, config);
    names = validator;
  }

  @Override
  protected void convertMatchRecognize(Blackboard result, SqlMatchRecognize clause) {
    Blackboard input = createBlackboard(names.getMatchRecognizeScope(clause), null, false);
    convertFrom(input, clause.getTableRef());
    result.setRoot(new MatchRel(input.root(), names.match(clause)), true);
  }
}
