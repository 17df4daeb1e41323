package dev.sonde.wire.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ProtobufPropertyTest {
  private static final int TARGETS = 250;
  private static final int PAGES = 12;

  @ParameterizedTest
  @EnumSource
  void changingPages_areReadAsTheReferenceReadsThem(PageSink.Natives natives) {
    int read = 0;
    for (long seed = 0; seed < TARGETS; seed++) {
      var random = new Random(seed);
      var made = new MadeFamilies(random);
      var trial =
          new Trial(
              PageFormat.PROTOBUF,
              PageLimits.USUAL,
              new PageReader(seed, PageLimits.USUAL),
              natives);
      for (int page = 0; page < PAGES; page++) {
        try {
          read += trial.read(made.page()).isPresent() ? 1 : 0;
        } catch (RuntimeException | AssertionError e) {
          throw new AssertionError("seed " + seed + ", page " + page, e);
        }
        made.change();
      }
    }
    assertThat(read).isBetween(TARGETS * PAGES / 2, TARGETS * PAGES - TARGETS);
  }
}
