package io.velostream.sql.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void distanceCountsInsertionsDeletionsReplacementsAndSwaps() {
    assertThat(Names.distance("price", "price")).isZero();
    assertThat(Names.distance("prise", "price")).isOne();
    assertThat(Names.distance("pirce", "price")).isOne();
    assertThat(Names.distance("prce", "price")).isOne();
    assertThat(Names.distance("", "abc")).isEqualTo(3);
  }

  @Test
  void theNearestNameIsMeant() {
    List<String> names = List.of("symbol", "trader_id", "trade_time");
    assertThat(Names.nearest("tradertime", names)).contains("trade_time");
    assertThat(Names.nearest("SYMBL", names)).contains("symbol");
  }

  @Test
  void nothingIsMeantByANameFarFromAll() {
    assertThat(Names.nearest("quantity", List.of("symbol", "price"))).isEmpty();
    assertThat(Names.nearest("x", List.of())).isEmpty();
  }
}
