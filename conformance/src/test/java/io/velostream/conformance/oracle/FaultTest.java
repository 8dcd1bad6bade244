package io.velostream.conformance.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Proof that the oracle notices: each deliberately broken engine is caught within a few hundred of
/// the very queries that the unbroken one passes.
class FaultTest {
  private static final int MAX_QUERIES = 300;

  @ParameterizedTest
  @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void isCaught(Fault fault) throws SQLException {
    try (Oracle oracle = new Oracle(fault);
        Oracle unbroken = new Oracle(Fault.NONE)) {
      long seed = 1;
      while (seed <= MAX_QUERIES
          && !(oracle.judge(OracleCase.of(seed)) instanceof Verdict.Difference)) {
        seed++;
      }
      System.out.println("fault " + fault + " caught by query " + seed);
      assertThat(seed).as("queries needed to notice " + fault).isLessThanOrEqualTo(MAX_QUERIES);
      assertThat(unbroken.judge(OracleCase.of(seed))).isInstanceOf(Verdict.Agreement.class);
    }
  }
}
