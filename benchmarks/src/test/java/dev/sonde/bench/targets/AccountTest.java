package dev.sonde.bench.targets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AccountTest {
  private final Account account = new Account(2, 1_000);

  @Test
  void scrapes_thatDidNotCome_areCounted() {
    var agent = account.agent("a");
    for (long millis : new long[] {0, 1_000, 2_050, 4_990, 6_000}) {
      agent.served(0, millis, 10, false, false);
    }
    assertThat(account.json(551))
        .isEqualTo(
            "{\"a\": {\"pages\": 5, \"samples\": 2755, \"bytes\": 50, \"targets\": 1, "
                + "\"least\": 5, \"most\": 5, \"missed\": 2, \"longest_gap_ms\": 2940, "
                + "\"gzip\": 0, \"openmetrics\": 0}}");
  }

  @Test
  void pages_areThoseOfAllAgents() {
    account.agent("a").served(0, 0, 10, true, false);
    account.agent("b").served(0, 0, 10, false, true);
    account.agent("b").served(1, 0, 10, false, true);
    assertThat(account.pages()).isEqualTo("[2, 1]\n");
  }

  @Test
  void names_canNotBreakTheJson() {
    account.agent("a\"\\b").served(0, 0, 10, false, false);
    assertThat(account.json(1)).startsWith("{\"a??b\": {");
  }
}
