package dev.sonde.wire.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.wire.relay.Aside.Before;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AsideTest {
  @Test
  void text_isReadAsItWasWritten() {
    var random = new Random(1);
    for (int round = 0; round < 1_000; round++) {
      Aside aside = any(random);
      assertThat(Aside.parse(aside.toString())).contains(aside);
    }
    assertThat(new Aside(120, 0, Optional.of(new Before(4096, 0x1a2b3c4d))))
        .hasToString("waiting=120 lost=0 before=4096-1a2b3c4d");
  }

  @Test
  void whatIsNotKnown_isPassedOver() {
    assertThat(Aside.parse("mood=good waiting=7 x")).contains(new Aside(7, 0, Optional.empty()));
    assertThat(Aside.parse("")).contains(Aside.NONE);
  }

  @Test
  void whatMakesNoSense_isNothing() {
    check("waiting=-1");
    check("waiting=");
    check("waiting=1e3");
    check("lost=99999999999999999999");
    check("before=1");
    check("before=-1");
    check("before=0-1");
    check("before=7-");
    check("before=7-123456789");
    check("waiting=1" + " ".repeat(200));
  }

  @Test
  void anyText_endsInOneWay() {
    var random = new Random(2);
    String letters = "waitinglostbefore=-0123456789abcdef \u00e9\0";
    for (int round = 0; round < 20_000; round++) {
      var text = new StringBuilder(any(random).toString());
      for (int i = random.nextInt(5); i > 0; i--) {
        text.setCharAt(
            random.nextInt(text.length()), letters.charAt(random.nextInt(letters.length())));
      }
      Aside.parse(text.toString())
          .ifPresent(read -> assertThat(Aside.parse(read.toString())).contains(read));
    }
  }

  static Aside any(Random random) {
    Optional<Before> before =
        random.nextBoolean()
            ? Optional.of(new Before(1 + random.nextLong(Long.MAX_VALUE), random.nextInt()))
            : Optional.empty();
    long waiting = random.nextLong(Long.MAX_VALUE) >>> random.nextInt(64);
    return new Aside(waiting, random.nextLong(Long.MAX_VALUE) >>> random.nextInt(64), before);
  }

  private static void check(String text) {
    assertThat(Aside.parse(text)).isEmpty();
  }
}
