package dev.sonde.delivery;

import dev.sonde.api.Series;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What became of each series.
///
/// # Implementation notes
///
/// Pages of entries by a series' index, which is never given twice. The journal makes new series
/// for each file that is read back, so entries die without a word: when there are twice as many
/// pages as after the last look round, those not met within as many look-ups as four turns of all
/// entries are let go. A live series costs its reference; looking up allocates nothing.
final class VerdictCache<V> {
  private static final int PAGE = 256;
  private static final int TURNS = 4;
  private static final int FEW = 16;

  private static final class Page {
    private final @Nullable Object[] values = new @Nullable Object[PAGE];
    private long met;
  }

  private @Nullable Page[] pages = new @Nullable Page[FEW];

  /// The number of the first page in the array.
  private int first;

  private int count;
  private int enough = FEW;
  private long lookups;

  @Nullable V find(Series series) {
    lookups++;
    int at = series.index() / PAGE - first;
    Page page = at >= 0 && at < pages.length ? pages[at] : null;
    if (page == null) {
      return null;
    }
    page.met = lookups;
    return value(page, series.index() % PAGE);
  }

  void put(Series series, V value) {
    if (count == enough) {
      lookRound();
    }
    Page page = page(series.index() / PAGE);
    page.values[series.index() % PAGE] = value;
    page.met = lookups;
  }

  /// How many entries there is room for.
  int room() {
    return count * PAGE;
  }

  private Page page(int number) {
    int at = place(number);
    Page page = pages[at];
    if (page == null) {
      page = new Page();
      pages[at] = page;
      count++;
    }
    return page;
  }

  /// Makes the array reach to a page.
  private int place(int number) {
    if (count == 0) {
      first = number;
    }
    if (number < first) {
      int more = first - number;
      var wider = new @Nullable Page[pages.length + more];
      System.arraycopy(pages, 0, wider, more, pages.length);
      pages = wider;
      first = number;
    } else if (number - first >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(number - first + 1, pages.length * 2));
    }
    return number - first;
  }

  @SuppressWarnings("unchecked") // only put() writes values
  private @Nullable V value(Page page, int offset) {
    return (V) page.values[offset];
  }

  private void lookRound() {
    long before = lookups - (long) TURNS * count * PAGE;
    for (int at = 0; at < pages.length; at++) {
      Page page = pages[at];
      if (page != null && page.met < before) {
        pages[at] = null;
        count--;
      }
    }
    enough = Math.max(FEW, 2 * count);
    trim();
  }

  /// Lets go of the array's empty ends.
  private void trim() {
    int from = 0;
    while (from < pages.length && pages[from] == null) {
      from++;
    }
    int to = pages.length;
    while (to > from && pages[to - 1] == null) {
      to--;
    }
    pages = Arrays.copyOfRange(pages, from, Math.max(to, from + 1));
    first += from;
  }
}
