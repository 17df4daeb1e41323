package dev.sonde.app;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Has the whole heap collected when it has grown: a process that stays small.
///
/// # Implementation notes
///
/// The serial collector looks at what lives long only when the heap can't grow any more. Whatever
/// outlives a few collections of the young and dies then (a table, a batch that waited for an
/// answer) would make the process grow up to its limit, over hours or days. What is collected goes
/// back to the system with the flags that the launcher sets. One collection takes 10 to 30 ms, and
/// the heap has to grow by an eighth before the next.
public final class HeapSweep implements Runnable {
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final long LEAST_GROWTH = 2 << 20;

  private final LongSupplier heapBytes;
  private final Runnable collect;
  private long limit;

  HeapSweep(LongSupplier heapBytes, Runnable collect) {
    this.heapBytes = heapBytes;
    this.collect = collect;
  }

  /// Of this process. Not for a library: the heap belongs to the program.
  public static HeapSweep ofThisProcess() {
    return new HeapSweep(Runtime.getRuntime()::totalMemory, System::gc);
  }

  /// Looks every ten seconds until it is interrupted; a first time after ten seconds, when what the
  /// start needed is garbage.
  @Override
  public void run() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        look();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Looks once.
  void look() {
    if (heapBytes.getAsLong() > limit) {
      collect.run();
      long now = heapBytes.getAsLong();
      limit = now + Math.max(LEAST_GROWTH, now / 8);
    }
  }
}
