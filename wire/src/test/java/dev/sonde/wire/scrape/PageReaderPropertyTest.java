package dev.sonde.wire.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PageReaderPropertyTest {
  private static final int TARGETS = 250;
  private static final int PAGES = 12;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROTOBUF")
  void changingPages_areReadAsTheReferenceReadsThem(PageFormat format) {
    int read = 0;
    for (long seed = 0; seed < TARGETS; seed++) {
      read += target(format, seed);
    }
    assertThat(read).isGreaterThan(TARGETS * PAGES / 2);
  }

  private static int target(PageFormat format, long seed) {
    var random = new Random(seed);
    var mutations = new Mutations(random, format);
    var trial = new Trial(format, PageLimits.USUAL);
    int read = 0;
    for (int i = 0; i < PAGES; i++) {
      try {
        read += trial.read(mutations.page()).isPresent() ? 1 : 0;
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ", page " + i, e);
      }
      mutations.change();
    }
    return read;
  }
}
