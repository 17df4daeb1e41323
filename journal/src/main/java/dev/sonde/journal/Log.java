package dev.sonde.journal;

import dev.sonde.api.Disk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The segments in order and how far they may be read. The writer's thread changes it, everyone
/// reads it.
final class Log {
  private final Disk disk;
  private final Tail tail;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private volatile List<Segment> segments;
  private volatile long head;
  private boolean closed;

  Log(Disk disk, Tail tail, List<Segment> segments, long head) {
    this.disk = disk;
    this.tail = tail;
    this.segments = List.copyOf(segments);
    this.head = head;
  }

  Disk disk() {
    return disk;
  }

  Tail tail() {
    return tail;
  }

  /// The running number after the newest sample that may be read.
  long head() {
    return head;
  }

  /// The number of the oldest sample that is there; the head when there is none.
  long oldestNumber() {
    Segment first = oldest();
    return first == null ? head : Math.min(first.first(), head);
  }

  List<Segment> segments() {
    return segments;
  }

  int size() {
    return segments.size();
  }

  @Nullable Segment oldest() {
    List<Segment> now = segments;
    return now.isEmpty() ? null : now.getFirst();
  }

  @Nullable Segment newest() {
    List<Segment> now = segments;
    return now.isEmpty() ? null : now.getLast();
  }

  /// The segment that a number lies in or would; the oldest when the number is older; null when
  /// there is none.
  @Nullable Segment holding(long number) {
    List<Segment> now = segments;
    for (int i = now.size() - 1; i > 0; i--) {
      if (now.get(i).first() <= number) {
        return now.get(i);
      }
    }
    return now.isEmpty() ? null : now.getFirst();
  }

  @Nullable Segment after(Segment segment) {
    for (Segment each : segments) {
      if (each.head().sequence() > segment.head().sequence()) {
        return each;
      }
    }
    return null;
  }

  /// The number where a segment ends because another begins.
  long limit(Segment segment) {
    Segment next = after(segment);
    return next == null ? Long.MAX_VALUE : next.first();
  }

  /// The number where the epoch of a segment ends, as far as is known.
  long epochLimit(Segment segment) {
    for (Segment each : segments) {
      if (each.head().sequence() > segment.head().sequence()
          && each.head().epoch() != segment.head().epoch()) {
        return each.first();
      }
    }
    return Long.MAX_VALUE;
  }

  long bytes() {
    long sum = 0;
    for (Segment each : segments) {
      sum += each.bytes();
    }
    return sum;
  }

  void add(Segment segment) {
    var more = new ArrayList<>(segments);
    more.add(segment);
    segments = List.copyOf(more);
  }

  /// Takes a segment out; its files stay.
  void remove(Segment segment) {
    segments = segments.stream().filter(each -> each != segment).toList();
  }

  /// Takes a segment away, its files too.
  void discard(Segment segment) throws IOException {
    segments = segments.stream().filter(each -> each != segment).toList();
    disk.delete(segment.logName());
    disk.delete(segment.definitionsName());
  }

  /// There is more to read.
  void publish(long newHead) {
    lock.lock();
    try {
      head = Math.max(head, newHead);
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until there is a sample at or after a number, and then a while for a whole lot of them.
  void await(long number, long enough, long lingerNanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (head <= number && !closed) {
        news.await();
      }
      long remaining = lingerNanos;
      while (head - number < enough && !closed && remaining > 0) {
        remaining = news.awaitNanos(remaining);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Nothing more comes: wakes everybody who waits.
  void close() {
    lock.lock();
    try {
      closed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
