package io.velostream.connector.jdbc;

import io.velostream.connector.spi.FencedException;
import io.velostream.connector.spi.SinkOwner;
import io.velostream.connector.spi.SinkProgress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/// The record that a database keeps of what jobs have written to it: a row for each job and table
/// in `velostream_progress`. It is changed only by whoever still finds it as it was read, in the
/// transaction that writes the rows.
final class ProgressTable {
  private static final String NAME = "velostream_progress";
  private static final String CREATE =
      "CREATE TABLE IF NOT EXISTS "
          + NAME
          + " (job VARCHAR(500) NOT NULL, sink VARCHAR(500) NOT NULL, run BIGINT NOT NULL,"
          + " generation BIGINT NOT NULL, epoch BIGINT NOT NULL, is_last BOOLEAN NOT NULL,"
          + " session VARCHAR(200) NOT NULL, PRIMARY KEY (job, sink))";
  private static final String SELECT =
      "SELECT run, generation, epoch, is_last, session FROM "
          + NAME
          + " WHERE job = ? AND sink = ?";
  private static final String INSERT = "INSERT INTO " + NAME + " VALUES (?, ?, ?, ?, ?, ?, ?)";
  private static final String TAKE =
      "UPDATE "
          + NAME
          + " SET run = ?, generation = ?, epoch = ?, is_last = ?, session = ?"
          + " WHERE job = ? AND sink = ? AND run = ? AND generation = ? AND epoch = ?";
  private static final String ADVANCE =
      "UPDATE "
          + NAME
          + " SET epoch = ?, is_last = ?"
          + " WHERE job = ? AND sink = ? AND run = ? AND generation = ? AND epoch = ?";

  private final Connection connection;
  private final Dialect dialect;
  private final String sink;

  /// @param sink what is written to, for the record
  ProgressTable(Connection connection, Dialect dialect, String sink) {
    this.connection = connection;
    this.dialect = dialect;
    this.sink = sink;
  }

  /// One row.
  ///
  /// @param session that of the owner's connection
  private record Progress(long run, long generation, long epoch, boolean last, String session) {}

  /// Makes the table if there is none.
  ///
  /// @param connection commits by itself
  static void create(Connection connection) throws SQLException {
    if (exists(connection)) {
      return; // who may not create tables may still use this one
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
    } catch (SQLException e) {
      if (!exists(connection)) { // else another process was quicker
        throw e;
      }
    }
  }

  private static boolean exists(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet _ = statement.executeQuery("SELECT job FROM " + NAME + " WHERE 1 = 0")) {
      return true;
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith("42")) {
        return false;
      }
      throw e;
    }
  }

  /// Makes an owner the one that may write, and ends the session of the one before: whatever that
  /// has not committed is undone, and its locks are gone, even if its process hangs.
  ///
  /// @param fresh whether to begin anew
  /// @throws FencedException when a newer generation has come
  SinkProgress take(SinkOwner owner, boolean fresh) throws SQLException, IOException {
    String session = session();
    while (true) {
      Optional<Progress> found = read(owner.job());
      Progress before = found.orElse(new Progress(0, 0, 0, false, session));
      if (before.generation() > owner.generation()) {
        connection.rollback();
        throw new FencedException(before.generation());
      }
      if (!before.session().equals(session)) {
        end(before.session());
      }
      Progress after =
          fresh
              ? new Progress(owner.run(), owner.generation(), 0, false, session)
              : new Progress(
                  before.run(), owner.generation(), before.epoch(), before.last(), session);
      boolean taken =
          found.isPresent() ? replace(owner.job(), before, after) : insert(owner.job(), after);
      if (taken) {
        connection.commit();
        return new SinkProgress(after.run(), after.epoch(), after.last());
      }
      connection.rollback(); // another process has changed the row: look again
    }
  }

  /// Records an epoch in the transaction in progress.
  ///
  /// @param before what was recorded last
  /// @throws FencedException when a newer generation has come
  void advance(SinkOwner owner, SinkProgress before, long epoch, boolean last)
      throws SQLException, IOException {
    try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
      update.setLong(1, epoch);
      update.setBoolean(2, last);
      update.setString(3, owner.job());
      update.setString(4, sink);
      update.setLong(5, before.run());
      update.setLong(6, owner.generation());
      update.setLong(7, before.epoch());
      if (update.executeUpdate() == 1) {
        return;
      }
    }
    connection.rollback();
    String found =
        read(owner.job())
            .map(now ->
                "the database has number %d, epoch %d".formatted(now.generation(), now.epoch()))
            .orElse("the row of job '%s' in %s is gone".formatted(owner.job(), NAME));
    connection.rollback();
    throw new FencedException(found);
  }

  private String session() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(dialect.sessionQuery())) {
      if (!rows.next()) {
        throw new SQLException("the database does not tell the session");
      }
      return rows.getString(1);
    }
  }

  /// H2 may fail when the session ends by itself in the same moment: then it is looked for again.
  private void end(String session) throws SQLException {
    try {
      tryToEnd(session);
    } catch (SQLException e) {
      connection.rollback();
      try {
        tryToEnd(session);
      } catch (SQLException again) {
        again.addSuppressed(e);
        throw again;
      }
    }
  }

  private void tryToEnd(String session) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(dialect.endSessionQuery())) {
      query.setString(1, session);
      query.executeQuery().close();
    }
  }

  private Optional<Progress> read(String job) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(SELECT)) {
      query.setString(1, job);
      query.setString(2, sink);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Progress(
                    rows.getLong(1),
                    rows.getLong(2),
                    rows.getLong(3),
                    rows.getBoolean(4),
                    rows.getString(5)))
            : Optional.empty();
      }
    }
  }

  private boolean insert(String job, Progress row) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, job);
      insert.setString(2, sink);
      insert.setLong(3, row.run());
      insert.setLong(4, row.generation());
      insert.setLong(5, row.epoch());
      insert.setBoolean(6, row.last());
      insert.setString(7, row.session());
      insert.executeUpdate();
      return true;
    } catch (SQLException e) {
      if (SqlFailures.isOfRow(e)) {
        return false; // another process has inserted one
      }
      throw e;
    }
  }

  private boolean replace(String job, Progress before, Progress after) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(TAKE)) {
      update.setLong(1, after.run());
      update.setLong(2, after.generation());
      update.setLong(3, after.epoch());
      update.setBoolean(4, after.last());
      update.setString(5, after.session());
      update.setString(6, job);
      update.setString(7, sink);
      update.setLong(8, before.run());
      update.setLong(9, before.generation());
      update.setLong(10, before.epoch());
      return update.executeUpdate() == 1;
    }
  }
}
