package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BodyPoolTest {
  private static final int LARGE = 1 << 20;

  private final BodyPool pool = new BodyPool(4 * LARGE);

  @Test
  void memory_isUsedAgain() {
    var one = new BodyBuffer(LARGE, pool);
    fill(one, 10_000);
    byte[] bytes = one.bytes();
    one.clear();
    assertThat(pool.kept()).isEqualTo(bytes.length);
    var other = new BodyBuffer(LARGE, pool);
    fill(other, 5_000);
    assertThat(other.bytes()).isSameAs(bytes);
    assertThat(pool.kept()).isZero();
  }

  @Test
  void memoryThatWasTooLargeForAWhile_isLetGo() {
    var buffer = new BodyBuffer(LARGE, pool);
    fill(buffer, LARGE);
    buffer.clear();
    assertThat(pool.kept()).isEqualTo(LARGE);
    for (int i = 0; i < 600; i++) {
      fill(buffer, 10_000);
      buffer.clear();
    }
    assertThat(pool.kept()).isLessThanOrEqualTo(40_000);
  }

  @Test
  void noMoreThanItMayKeep_isKept() {
    var buffers = new BodyBuffer[8];
    for (int i = 0; i < buffers.length; i++) {
      buffers[i] = new BodyBuffer(LARGE, pool);
      fill(buffers[i], LARGE);
    }
    for (BodyBuffer each : buffers) {
      each.clear();
    }
    assertThat(pool.kept()).isEqualTo(4L * LARGE);
  }

  @Test
  void lengthThatWasAnnounced_isNotBelieved() {
    var buffer = new BodyBuffer(Integer.MAX_VALUE, pool);
    buffer.expect(Integer.MAX_VALUE);
    assertThat(buffer.bytes().length).isLessThanOrEqualTo(64 << 10);
  }

  private static void fill(BodyBuffer buffer, int length) {
    while (buffer.size() < length) {
      buffer.added(Math.min(buffer.room(), length - buffer.size()));
    }
  }
}
