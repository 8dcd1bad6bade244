package io.velostream.jdbc;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;

/// Lists that have no entries: there are no keys, indexes, procedures or privileges.
interface SmallMetaData extends DatabaseMetaData {
  @Override
  default ResultSet getAttributes(String text, String text2, String text3, String text4)
      throws SQLException {
    return ListCursor.empty("getAttributes");
  }

  @Override
  default ResultSet getBestRowIdentifier(
      String text, String text2, String text3, int number, boolean flag) throws SQLException {
    return ListCursor.empty("getBestRowIdentifier");
  }

  @Override
  default ResultSet getClientInfoProperties() throws SQLException {
    return ListCursor.empty("getClientInfoProperties");
  }

  @Override
  default ResultSet getColumnPrivileges(String text, String text2, String text3, String text4)
      throws SQLException {
    return ListCursor.empty("getColumnPrivileges");
  }

  @Override
  default ResultSet getCrossReference(
      String text, String text2, String text3, String text4, String text5, String text6)
      throws SQLException {
    return ListCursor.empty("getCrossReference");
  }

  @Override
  default ResultSet getExportedKeys(String text, String text2, String text3) throws SQLException {
    return ListCursor.empty("getExportedKeys");
  }

  @Override
  default ResultSet getFunctionColumns(String text, String text2, String text3, String text4)
      throws SQLException {
    return ListCursor.empty("getFunctionColumns");
  }

  @Override
  default ResultSet getFunctions(String text, String text2, String text3) throws SQLException {
    return ListCursor.empty("getFunctions");
  }

  @Override
  default ResultSet getImportedKeys(String text, String text2, String text3) throws SQLException {
    return ListCursor.empty("getImportedKeys");
  }

  @Override
  default ResultSet getIndexInfo(
      String text, String text2, String text3, boolean flag, boolean flag2) throws SQLException {
    return ListCursor.empty("getIndexInfo");
  }

  @Override
  default ResultSet getPrimaryKeys(String text, String text2, String text3) throws SQLException {
    return ListCursor.empty("getPrimaryKeys");
  }

  @Override
  default ResultSet getProcedureColumns(String text, String text2, String text3, String text4)
      throws SQLException {
    return ListCursor.empty("getProcedureColumns");
  }

  @Override
  default ResultSet getProcedures(String text, String text2, String text3) throws SQLException {
    return ListCursor.empty("getProcedures");
  }

  @Override
  default ResultSet getPseudoColumns(String text, String text2, String text3, String text4)
      throws SQLException {
    return ListCursor.empty("getPseudoColumns");
  }

  @Override
  default ResultSet getSuperTables(String text, String text2, String text3) throws SQLException {
    return ListCursor.empty("getSuperTables");
  }

  @Override
  default ResultSet getSuperTypes(String text, String text2, String text3) throws SQLException {
    return ListCursor.empty("getSuperTypes");
  }

  @Override
  default ResultSet getTablePrivileges(String text, String text2, String text3)
      throws SQLException {
    return ListCursor.empty("getTablePrivileges");
  }

  @Override
  default ResultSet getTypeInfo() throws SQLException {
    return ListCursor.empty("getTypeInfo");
  }

  @Override
  default ResultSet getUDTs(String text, String text2, String text3, int[] values)
      throws SQLException {
    return ListCursor.empty("getUDTs");
  }

  @Override
  default ResultSet getVersionColumns(String text, String text2, String text3) throws SQLException {
    return ListCursor.empty("getVersionColumns");
  }
}
