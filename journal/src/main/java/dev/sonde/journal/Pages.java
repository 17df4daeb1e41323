package dev.sonde.journal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Things by number, in pages, so that growing copies little and a far number costs one page.
///
/// One thread puts; others may get what was put before they learned of its number.
final class Pages<T> {
  /// Numbers go up to here, exclusive.
  static final int LIMIT = 1 << 26;

  private static final int PAGE_BITS = 10;
  private static final int PAGE = 1 << PAGE_BITS;

  private volatile @Nullable Object[] @Nullable [] pages = new @Nullable Object[8][];
  private volatile int size;

  /// One more than the highest number that was put.
  int size() {
    return size;
  }

  @SuppressWarnings("unchecked") // put takes nothing else
  @Nullable T get(int number) {
    @Nullable Object[] @Nullable [] all = pages;
    int page = number >>> PAGE_BITS;
    if (page >= all.length || all[page] == null) {
      return null;
    }
    return (T) all[page][number & PAGE - 1];
  }

  void put(int number, T thing) {
    page(number >>> PAGE_BITS)[number & PAGE - 1] = thing;
    size = Math.max(size, number + 1);
  }

  private @Nullable Object[] page(int page) {
    if (page >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(page + 1, pages.length * 2));
    }
    @Nullable Object[] found = pages[page];
    if (found == null) {
      found = new @Nullable Object[PAGE];
      pages[page] = found;
    }
    return found;
  }
}
