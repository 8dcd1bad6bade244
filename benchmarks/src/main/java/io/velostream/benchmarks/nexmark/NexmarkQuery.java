package io.velostream.benchmarks.nexmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// One query of the suite; its text is in the resource `nexmark/<id>.sql`, and the one for DuckDB,
/// where that one says it in other words, in `nexmark/<id>.duckdb.sql`.
///
/// What each query asks is told by the suite (https://github.com/nexmark/nexmark). What q12 counts
/// in a window depends on when it is run, and what all windows of a bidder come to does not: it is
/// run with that sum around it.
///
/// @param id its name in the suite
/// @param title what it asks
/// @param flinkRate events per second of Flink SQL on a machine of the kind that our figures are
///   from, one core, the suite's own generator included; 0 where there is none
public record NexmarkQuery(String id, String title, double flinkRate) {
  /// Output columns that are quotients.
  static final Set<String> APPROXIMATE = Set.of("average", "avg_price");

  /// All queries, in order.
  public static List<NexmarkQuery> all() {
    return List.of(
        new NexmarkQuery("q0", "bids as they are", 1_190_000),
        new NexmarkQuery("q1", "prices in another currency", 1_120_000),
        new NexmarkQuery("q2", "bids on some auctions", 1_260_000),
        new NexmarkQuery("q3", "who sells in three states", 1_420_000),
        new NexmarkQuery("q4", "average of winning bids per category", 270_000),
        new NexmarkQuery("q5", "auctions with most bids, sliding", 726_000),
        new NexmarkQuery("q6", "last ten winning bids per seller", 0),
        new NexmarkQuery("q7", "highest bid of ten seconds", 188_000),
        new NexmarkQuery("q8", "people who sell as soon as they come", 1_030_000),
        new NexmarkQuery("q9", "winning bids", 166_000),
        new NexmarkQuery("q10", "bids with day and minute as text", 969_000),
        new NexmarkQuery("q11", "sessions of bidders", 745_000),
        new NexmarkQuery("q12", "bids per bidder, by the clock", 1_100_000),
        new NexmarkQuery("q13", "join with a side table", 1_100_000),
        new NexmarkQuery("q14", "arithmetic, CASE, counting letters", 1_140_000),
        new NexmarkQuery("q15", "distinct counts per day", 437_000),
        new NexmarkQuery("q16", "distinct counts per channel", 56_000),
        new NexmarkQuery("q17", "statistics per auction", 737_000),
        new NexmarkQuery("q18", "last bid per bidder and auction", 316_000),
        new NexmarkQuery("q19", "ten highest bids per auction", 388_000),
        new NexmarkQuery("q20", "bids with their auctions", 235_000),
        new NexmarkQuery("q21", "channel ids by regular expression", 456_000),
        new NexmarkQuery("q22", "parts of addresses", 779_000));
  }

  /// The query in our SQL.
  public String sql() {
    return text(id + ".sql");
  }

  /// The query in DuckDB's.
  public String peerSql() {
    String own = id + ".duckdb.sql";
    return NexmarkQuery.class.getResource("/nexmark/" + own) == null ? sql() : text(own);
  }

  private static String text(String file) {
    try (InputStream in = NexmarkQuery.class.getResourceAsStream("/nexmark/" + file)) {
      if (in == null) {
        throw new IllegalStateException("no resource nexmark/" + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
