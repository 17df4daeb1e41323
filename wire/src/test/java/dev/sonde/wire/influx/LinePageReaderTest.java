package dev.sonde.wire.influx;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sonde.api.Extra;
import dev.sonde.api.Family;
import dev.sonde.api.Labels;
import dev.sonde.wire.scrape.PageSink;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LinePageReaderTest {
  private final LinePageReader reader = new LinePageReader(42, LineLimits.USUAL);
  private final LineMemory memory = new LineMemory();
  private final List<String> calls = new ArrayList<>();

  private final PageSink sink =
      new PageSink() {
        @Override
        public void again(int place, double value, long timeMillis) {
          calls.add("again " + place + " " + value);
        }

        @Override
        public void moved(int place, int before, double value, long timeMillis) {
          calls.add("moved " + place + " from " + before + " " + value);
        }

        @Override
        public void define(int place, Family family, Labels labels, double value, long timeMillis) {
          calls.add("define " + place + " " + family.name() + labels + " " + value);
        }

        @Override
        public void attach(Extra extra) {
          throw new AssertionError("lines have nothing to attach");
        }
      };

  @Test
  void page_thatStandsAsBefore_isGivenByPlace() {
    read("m,a=1 f=1,g=2\nm,a=2 f=3\n");
    assertThat(calls)
        .containsExactly(
            "define 0 m_f{a=\"1\"} 1.0", "define 1 m_g{a=\"1\"} 2.0", "define 2 m_f{a=\"2\"} 3.0");
    read("m,a=1 f=4,g=5\nm,a=2 f=6\n");
    assertThat(calls).containsExactly("again 0 4.0", "again 1 5.0", "again 2 6.0");
  }

  @Test
  void page_inAnotherOrder_isMoved() {
    read("m f=1\nn f=2\n");
    read("n f=3\nm f=4\no f=5\n");
    assertThat(calls)
        .containsExactly("moved 0 from 1 3.0", "moved 1 from 0 4.0", "define 2 o_f 5.0");
  }

  @Test
  void series_thatStandsTwice_hasItsLastNumber() {
    read("m f=1 1\nm f=2 2\n");
    assertThat(calls).containsExactly("define 0 m_f 2.0");
  }

  @Test
  void lines_thatCameBefore_makeNoObject() {
    byte[] body = body(300);
    var quiet = new Counting();
    for (int run = 0; run < 50; run++) {
      reader.read(body, body.length, LinePrecision.NS, memory, quiet);
    }
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int run = 0; run < 20; run++) {
      reader.read(body, body.length, LinePrecision.NS, memory, quiet);
    }
    long each = (threads.getCurrentThreadAllocatedBytes() - before) / 20;
    assertThat(each).as("bytes for a page of 600 numbers").isLessThan(1_000);
    assertThat(quiet.sum).isPositive();
  }

  private static byte[] body(int lines) {
    var body = new StringBuilder();
    for (int line = 0; line < lines; line++) {
      body.append("cpu,host=server").append(line).append(",core=").append(line);
      body.append(" usage=").append(line * 1.5).append(",count=").append(line).append("i\n");
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void read(String lines) {
    calls.clear();
    byte[] body = lines.getBytes(StandardCharsets.UTF_8);
    reader.read(body, body.length, LinePrecision.NS, memory, sink);
  }

  private static final class Counting implements PageSink {
    private double sum;

    @Override
    public void again(int place, double value, long timeMillis) {
      sum += value;
    }

    @Override
    public void moved(int place, int before, double value, long timeMillis) {
      sum += value;
    }

    @Override
    public void define(int place, Family family, Labels labels, double value, long timeMillis) {
      sum += value;
    }

    @Override
    public void attach(Extra extra) {
      throw new AssertionError("lines have nothing to attach");
    }
  }
}
