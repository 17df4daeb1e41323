package dev.sonde.wire;

import dev.sonde.api.Series;
import java.util.List;

/// The order and the fixed parts of a page, good for every page of the same series and families.
final class Layout {
  private final Series[] series;
  private final Families families;
  private final List<Block> blocks;

  Layout(Page page, Families families, List<Block> blocks) {
    this.series = new Series[page.size()];
    for (int row = 0; row < series.length; row++) {
      series[row] = page.series(row);
    }
    this.families = families;
    this.blocks = blocks;
  }

  List<Block> blocks() {
    return blocks;
  }

  boolean fits(Page page) {
    if (page.size() != series.length || !families.areThoseOf(page)) {
      return false;
    }
    for (int row = 0; row < series.length; row++) {
      if (page.series(row) != series[row]) {
        return false;
      }
    }
    return true;
  }
}
