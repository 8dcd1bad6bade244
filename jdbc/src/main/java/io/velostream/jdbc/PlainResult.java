package io.velostream.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.util.Map;

/// What a result set without large objects, streams and types of the user does not do.
interface PlainResult extends ResultSet {
  @Override
  default Array getArray(int number) throws SQLException {
    throw Errors.unsupported("getArray");
  }

  @Override
  default InputStream getAsciiStream(int number) throws SQLException {
    throw Errors.unsupported("getAsciiStream");
  }

  @Override
  default InputStream getBinaryStream(int number) throws SQLException {
    throw Errors.unsupported("getBinaryStream");
  }

  @Override
  default Blob getBlob(int number) throws SQLException {
    throw Errors.unsupported("getBlob");
  }

  @Override
  default Reader getCharacterStream(int number) throws SQLException {
    throw Errors.unsupported("getCharacterStream");
  }

  @Override
  default Clob getClob(int number) throws SQLException {
    throw Errors.unsupported("getClob");
  }

  @Override
  default Reader getNCharacterStream(int number) throws SQLException {
    throw Errors.unsupported("getNCharacterStream");
  }

  @Override
  default NClob getNClob(int number) throws SQLException {
    throw Errors.unsupported("getNClob");
  }

  @Override
  default Object getObject(int number, Map<String, Class<?>> value) throws SQLException {
    throw Errors.unsupported("getObject");
  }

  @Override
  default Ref getRef(int number) throws SQLException {
    throw Errors.unsupported("getRef");
  }

  @Override
  default RowId getRowId(int number) throws SQLException {
    throw Errors.unsupported("getRowId");
  }

  @Override
  default SQLXML getSQLXML(int number) throws SQLException {
    throw Errors.unsupported("getSQLXML");
  }

  @Override
  default URL getURL(int number) throws SQLException {
    throw Errors.unsupported("getURL");
  }

  @Override
  @Deprecated
  default InputStream getUnicodeStream(int number) throws SQLException {
    throw Errors.unsupported("getUnicodeStream");
  }
}
