package dev.sonde.collectors.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToldTest {
  private final Heard heard = new Heard();
  private final Told told = new Told(heard);

  @Test
  void found_theSameAgain_isSaidOnce() {
    found("a", "1");
    told.round();
    found("a", "1");
    told.round();
    assertThat(heard.news()).containsExactly("found a [1]");
  }

  @Test
  void found_nothingAtFirst_isSaid() {
    told.found("a", List.of());
    told.round();
    assertThat(heard.news()).containsExactly("found a []");
  }

  @Test
  void gone_isSaidOnce() {
    found("a", "1");
    told.round();
    told.gone("a");
    told.round();
    told.gone("a");
    told.gone("never there");
    told.round();
    assertThat(heard.news()).containsExactly("found a [1]", "found a []");
  }

  @Test
  void failed_theSameAgain_isSaidOnce() {
    told.failed("a", "broken");
    told.round();
    told.failed("a", "broken");
    told.round();
    told.round();
    assertThat(heard.news()).containsExactly("failed broken");
  }

  @Test
  void failed_otherSourceFound_isSaidAgain() {
    told.failed("a", "broken");
    told.round();
    found("b", "2");
    told.round();
    assertThat(heard.news()).containsExactly("failed broken", "found b [2]", "failed broken");
  }

  @Test
  void failed_thenFoundUnchanged_endsTheTrouble() {
    found("a", "1");
    told.round();
    told.failed("a", "broken");
    told.round();
    found("a", "1");
    told.round();
    told.round();
    assertThat(heard.news()).containsExactly("found a [1]", "failed broken", "found a [1]");
  }

  @Test
  void failed_neverFoundThenGone_endsTheTrouble() {
    told.failed("a", "broken");
    told.round();
    told.gone("a");
    told.round();
    told.round();
    assertThat(heard.news()).containsExactly("failed broken", "found a []");
  }

  @Test
  void failed_oneOfTwoMended_saysTheOther() {
    told.failed("a", "a broken");
    told.failed("b", "b broken");
    told.round();
    told.gone("a");
    told.round();
    assertThat(heard.news()).containsExactly("failed a broken; b broken", "failed b broken");
  }

  @Test
  void failed_mendedAndFailedAgainInOneRound_isNoNews() {
    told.failed("a", "broken");
    told.round();
    told.gone("a");
    told.failed("a", "broken");
    told.round();
    assertThat(heard.news()).containsExactly("failed broken");
  }

  @Test
  void failed_many_areCounted() {
    for (int i = 0; i < 100; i++) {
      told.failed("s" + (100 + i), "w" + i);
    }
    told.round();
    assertThat(heard.news()).containsExactly("failed w0; w1; w2; and 97 more");
  }

  private void found(String source, String address) {
    told.found(source, List.of(Map.of("__address__", address)));
  }
}
