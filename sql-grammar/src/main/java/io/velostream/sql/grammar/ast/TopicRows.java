package io.velostream.sql.grammar.ast;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/// The messages of a topic as a query.
public final class TopicRows {
  private TopicRows() {}

  /// `PRINT 'topic' [FROM BEGINNING] [LIMIT n]`: the messages that there are, or those that come.
  ///
  /// @param place of the name
  public static SqlNode print(
      String topic,
      SqlParserPos place,
      boolean fromBeginning,
      @Nullable SqlNode limit,
      SqlParserPos pos) {
    FileTable messages = FileTable.of(FileTable.TOPIC + topic, place);
    if (!fromBeginning) {
      messages =
          messages
              .with("scan.startup.mode", "latest-offset")
              .with("scan.bounded.mode", "unbounded");
    }
    SqlSelect select = PlainSelect.all(FileTable.withDefaultAlias(messages), pos);
    return limit == null ? select : new SqlOrderBy(pos, select, SqlNodeList.EMPTY, null, limit);
  }
}
