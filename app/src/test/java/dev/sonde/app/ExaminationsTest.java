package dev.sonde.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sonde.api.Encoded;
import dev.sonde.api.Examination;
import dev.sonde.api.Outcome;
import dev.sonde.api.Shipment;
import dev.sonde.api.Shipper;
import dev.sonde.app.Examinations.Destination;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExaminationsTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Examinations examinations =
      new Examinations(new PrintStream(printed, true, StandardCharsets.UTF_8));

  @Test
  void good_andOthers_arePrintedInTheirOrder() throws Exception {
    boolean good =
        examinations.print(
            List.of(
                reach("one", () -> new Examination(true, List.of("a:1 is up", "it is well"))),
                reach("two", () -> new Examination(false, List.of("b\u001b[2J: refused")))));
    assertThat(good).isFalse();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            connect    one, good
                       a:1 is up
                       it is well
            connect    two, NOT GOOD
                       b [2J: refused
            connect    1 of 2 good; nothing was sent
            """);
  }

  @Test
  void whatCantBeMade_orThrows_isNotGood() throws Exception {
    boolean good =
        examinations.print(
            List.of(
                new Destination(
                    "one",
                    () -> {
                      throw new IllegalStateException("ca.pem does not exist");
                    }),
                reach(
                    "two",
                    () -> {
                      throw new AssertionError();
                    })));
    assertThat(good).isFalse();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("one, NOT GOOD\n           ca.pem does not exist\n")
        .contains("two, NOT GOOD\n           java.lang.AssertionError\n");
  }

  @Test
  void all_areReachedAtOnce() throws Exception {
    var both = new CyclicBarrier(2);
    Callable<Examination> meet =
        () -> {
          both.await(1, TimeUnit.MINUTES);
          return new Examination(true, List.of());
        };
    assertThat(examinations.print(List.of(reach("one", meet), reach("two", meet)))).isTrue();
  }

  @Test
  void none_isGood() throws Exception {
    assertThat(examinations.print(List.of())).isTrue();
  }

  private static Destination reach(String name, Callable<Examination> seen) {
    return new Destination(name, () -> new Examined(seen));
  }

  /// Must only be examined.
  private record Examined(Callable<Examination> seen) implements Shipper {
    @Override
    public Encoded encode(Shipment shipment) {
      throw new AssertionError("nothing is to be sent");
    }

    @Override
    public Outcome send(Encoded encoded) {
      throw new AssertionError("nothing is to be sent");
    }

    @Override
    public Examination examine() throws InterruptedException {
      try {
        return seen.call();
      } catch (Exception failed) {
        throw new IllegalStateException(failed);
      }
    }
  }
}
