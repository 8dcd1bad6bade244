package io.velostream.benchmarks.bytes;

import java.io.IOException;
import java.nio.file.Path;

/// A text format of files of trades.
public enum FileFormat implements TextInput {
  /// One JSON object a line.
  JSON("json", "jsonl") {
    @Override
    String peerTable(String path) {
      return "read_json('" + path + "', format = 'newline_delimited', columns = " + COLUMNS + ")";
    }
  },
  /// Comma-separated values under a line of names.
  CSV("csv", "csv") {
    @Override
    String peerTable(String path) {
      return "read_csv('"
          + path
          + "', auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"',"
          + " columns = "
          + COLUMNS
          + ")";
    }
  };

  private static final String COLUMNS =
      "{trader_id: 'VARCHAR', symbol: 'VARCHAR', price: 'DOUBLE', quantity: 'BIGINT',"
          + " trade_time: 'TIMESTAMP'}";

  private final String option;
  private final String extension;

  FileFormat(String option, String extension) {
    this.option = option;
    this.extension = extension;
  }

  /// The last part of a file's name.
  public String extension() {
    return extension;
  }

  /// Its name in the options of a table.
  public String option() {
    return option;
  }

  @Override
  public String fileName(long records) {
    return "trades-" + records + "." + extension;
  }

  @Override
  public void write(Path file, long records) throws IOException {
    TradeFile.write(file, this, records);
  }

  @Override
  public String declaration(String path) {
    return """
    CREATE TABLE market_data (
      trader_id VARCHAR, symbol VARCHAR, price DOUBLE, quantity BIGINT, trade_time TIMESTAMP(3),
      WATERMARK FOR trade_time AS trade_time
    ) WITH ('connector' = 'file', 'path' = '%s', 'format' = '%s')\
    """
        .formatted(path, option);
  }

  @Override
  public String peerDeclaration(String path) {
    return "CREATE OR REPLACE VIEW market_data AS SELECT * FROM " + peerTable(path);
  }

  abstract String peerTable(String path);
}
