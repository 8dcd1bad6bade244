package io.velostream.connector.datagen.nexmark;

import io.velostream.columnar.DataType;
import io.velostream.columnar.Field;
import io.velostream.columnar.Schema;
import java.util.ArrayList;
import java.util.List;

/// One of the three tables.
enum NexmarkTable {
  PERSON(
      0,
      Events.PEOPLE,
      "id",
      "name",
      "emailAddress",
      "creditCard",
      "city",
      "state",
      "dateTime",
      "extra"),
  AUCTION(
      Events.PEOPLE,
      Events.AUCTIONS,
      "id",
      "itemName",
      "description",
      "initialBid",
      "reserve",
      "dateTime",
      "expires",
      "seller",
      "category",
      "extra"),
  BID(
      Events.PEOPLE + Events.AUCTIONS,
      Events.BIDS,
      "auction",
      "bidder",
      "price",
      "channel",
      "url",
      "dateTime",
      "extra");

  /// The offset of its first event in each period, and how many there are.
  private final int offset;

  private final int perPeriod;
  private final List<String> columns;

  NexmarkTable(int offset, int perPeriod, String... columns) {
    this.offset = offset;
    this.perPeriod = perPeriod;
    this.columns = List.of(columns);
  }

  /// All columns.
  Schema schema() {
    List<Field> fields = new ArrayList<>();
    for (String column : columns) {
      fields.add(new Field(column, type(column), false));
    }
    return new Schema(fields);
  }

  private static DataType type(String column) {
    return switch (column) {
      case "id", "initialBid", "reserve", "seller", "category", "auction", "bidder", "price" ->
          DataType.BIGINT;
      case "dateTime", "expires" -> new DataType.Timestamp(3, false);
      default -> DataType.STRING;
    };
  }

  /// How many of its rows there are among the first events.
  long rowsBefore(long event) {
    return event / Events.PERIOD * perPeriod
        + Math.clamp(event % Events.PERIOD - offset, 0, perPeriod);
  }

  /// The event of a row.
  long event(long row) {
    return row / perPeriod * Events.PERIOD + offset + row % perPeriod;
  }
}
