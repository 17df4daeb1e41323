package dev.sonde.engine;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Arrays kept beside the series table: a page for each run of indexes, made when its first series
/// comes and let go when its last has left. Not safe for two threads.
final class Pages<P> {
  static final int SIZE = 1024;

  private static final class Page<P> {
    final P content;
    int used;

    Page(P content) {
      this.content = content;
    }
  }

  private final Supplier<P> make;
  private @Nullable Page<P>[] pages = room(16);

  Pages(Supplier<P> make) {
    this.make = make;
  }

  static int offset(int index) {
    return index & (SIZE - 1);
  }

  /// Counts one more series in the page of this index and gives the page.
  P add(int index) {
    int number = index / SIZE;
    if (number >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(number + 1, pages.length * 2));
    }
    Page<P> page = pages[number];
    if (page == null) {
      page = new Page<>(make.get());
      pages[number] = page;
    }
    page.used++;
    return page.content;
  }

  /// The page of an index that was added.
  P at(int index) {
    Page<P> page = pages[index / SIZE];
    if (page == null) {
      throw new IllegalStateException("no series has index " + index);
    }
    return page.content;
  }

  /// The page of an index, if any series near it was added.
  @Nullable P find(int index) {
    int number = index / SIZE;
    Page<P> page = number < pages.length ? pages[number] : null;
    return page == null ? null : page.content;
  }

  /// Counts one series less in the page of this index.
  void remove(int index) {
    int number = index / SIZE;
    Page<P> page = pages[number];
    if (page != null && --page.used == 0) {
      pages[number] = null;
    }
  }

  void forEach(Consumer<P> each) {
    for (Page<P> page : pages) {
      if (page != null) {
        each.accept(page.content);
      }
    }
  }

  @SuppressWarnings("unchecked") // arrays of generic types can't be made otherwise
  private static <P> @Nullable Page<P>[] room(int length) {
    return (@Nullable Page<P>[]) new Page<?>[length];
  }
}
