package dev.sonde.stores.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Outcome;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TroublesTest {
  @Test
  void whatAPersonMustMend_isHeld() {
    assertThat(Troubles.outcome(new SQLException("no password", "28P01")))
        .contains(new Outcome.Held("no password; check user, password and pg_hba.conf"));
    assertThat(Troubles.outcome(new SQLException("no database", "3D000")))
        .contains(new Outcome.Held("no database; create it, or name another in `database`"));
  }

  @Test
  void whatMayBeTheBatch_isTriedAgain() {
    assertThat(Troubles.outcome(new SQLException("bad value", "22003")))
        .hasValueSatisfying(each -> assertThat(each).isInstanceOf(Outcome.Retry.class));
  }

  @Test
  void whatIsOfTheMoment_isNoAnswer() {
    assertThat(Troubles.outcome(new SQLException("gone", "08006"))).isEmpty();
    assertThat(Troubles.outcome(new SQLException("disk full", "53100"))).isEmpty();
    assertThat(Troubles.outcome(new SQLException())).isEmpty();
  }

  @Test
  void words_areOneLine_andSayWhatToDo() {
    assertThat(Troubles.words(new SQLException("a\n  b", "08006"))).isEqualTo("a b");
    assertThat(Troubles.words(new SQLException("timeout", "57014"))).contains("statement_timeout");
  }
}
