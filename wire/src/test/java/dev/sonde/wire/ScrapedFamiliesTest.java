package dev.sonde.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Family;
import org.junit.jupiter.api.Test;

/// A page whose families are known by the name of each sample, as scraping gives them, looks like
/// one whose families are known as wholes.
final class ScrapedFamiliesTest {
  private static final int PAGES = 200;

  @Test
  void page_isTheSameAsWithWholeFamilies() {
    for (int seed = 0; seed < PAGES; seed++) {
      var whole = GeneratedPages.sound(seed);
      var scraped = scraped(whole);
      assertThat(scraped.text()).as("seed %d", seed).isEqualTo(whole.text());
      assertThat(scraped.openMetrics()).as("seed %d", seed).isEqualTo(whole.openMetrics());
    }
  }

  private static TestPage scraped(TestPage whole) {
    var page = new TestPage();
    for (var row : whole.rows()) {
      var name = row.series().name();
      for (var family : whole.families()) {
        if (name.startsWith(stem(family))) {
          page.family(name, family.kind(), family.unit(), family.help());
        }
      }
      page.add(name, row.series().labels(), row.value());
    }
    return page;
  }

  private static String stem(Family of) {
    return of.name().replaceFirst("_(total|info)$", "");
  }
}
