package io.velostream.benchmarks.data;

import io.velostream.columnar.Batch;
import io.velostream.columnar.BytesVector;
import io.velostream.columnar.DictionaryVector;
import io.velostream.columnar.DoubleVector;
import io.velostream.columnar.LongVector;
import io.velostream.columnar.WideVector;
import java.util.ArrayList;
import java.util.List;

/// Rows of a table, ready in memory. The batches are only read.
public record DataSet(TableSpec table, long records, int batchRows, List<Batch> batches) {
  public DataSet {
    batches = List.copyOf(batches);
  }

  /// In which form the columns lie in memory, for the report.
  public String form() {
    if (batches.isEmpty()) {
      return "no rows";
    }
    Batch first = batches.getFirst();
    List<String> forms = new ArrayList<>();
    for (int c = 0; c < first.columnCount(); c++) {
      String form =
          switch (first.column(c)) {
            case LongVector _ -> "long[]";
            case DoubleVector _ -> "double[]";
            case WideVector _ -> "2 × long[]";
            case BytesVector _ -> "flat bytes";
            case DictionaryVector coded -> "ids of " + coded.dictionary().size();
          };
      forms.add(table.columns().get(c).field().name() + " " + form);
    }
    return String.join(", ", forms);
  }
}
