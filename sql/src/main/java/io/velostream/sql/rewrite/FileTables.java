package io.velostream.sql.rewrite;

import io.velostream.columnar.error.UserException;
import io.velostream.sql.CatalogView;
import io.velostream.sql.grammar.ast.FileTable;
import io.velostream.sql.validate.FrontEndErrors;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/// Looks up the files that a query reads, so that an error about one points to where it is named.
public final class FileTables {
  private FileTables() {}

  /// @throws UserException for a file that cannot be read, at its place
  public static void check(SqlNode query, CatalogView catalog) {
    query.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlIdentifier name) {
            if (name instanceof FileTable file) {
              lookUp(file, catalog);
            }
            return null;
          }
        });
  }

  private static void lookUp(FileTable file, CatalogView catalog) {
    try {
      catalog.file(file.path(), FileTable.options(file.reference()));
    } catch (UserException error) {
      throw error.at(FrontEndErrors.position(file));
    }
  }
}
