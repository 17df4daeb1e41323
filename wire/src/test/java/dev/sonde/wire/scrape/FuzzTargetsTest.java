package dev.sonde.wire.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.wire.FuzzTarget;
import dev.sonde.wire.json.JsonTarget;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A few seconds of what [PageFuzz] does for as long as it is let.
final class FuzzTargetsTest {
  private static final int TARGETS = 250;
  private static final int PAGES = 12;

  private int read;
  private int samples;
  private int exemplars;
  private int histograms;

  @Test
  void pagesOfChangingFormats_areReadAsTheReferencesReadThem() {
    var readers = new PageTarget.Readers();
    for (long seed = 0; seed < TARGETS; seed++) {
      target(new PageTarget(new Random(PageFuzz.spread(seed)), readers), seed);
    }
    assertThat(read).isBetween(TARGETS * PAGES / 2, TARGETS * PAGES - TARGETS);
    assertThat(samples).isGreaterThan(TARGETS * PAGES);
    assertThat(exemplars).isGreaterThan(TARGETS);
    assertThat(histograms).isGreaterThan(TARGETS);
  }

  @Test
  void pagesOfJson_areReadAsTheReferenceReadsThem() {
    var readers = new JsonTarget.Readers();
    for (long seed = 0; seed < 4 * TARGETS; seed++) {
      target(new JsonTarget(new Random(PageFuzz.spread(seed)), readers), seed);
    }
    assertThat(read).isBetween(2 * TARGETS * PAGES, 4 * TARGETS * PAGES - TARGETS);
    assertThat(samples).isGreaterThan(2 * TARGETS * PAGES);
  }

  private void target(FuzzTarget target, long seed) {
    for (int page = 0; page < PAGES; page++) {
      try {
        var tried = target.next();
        read += tried.refused() ? 0 : 1;
        samples += tried.samples();
        exemplars += tried.exemplars();
        histograms += tried.histograms();
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ", page " + page + ", " + target.says(), e);
      }
    }
  }
}
